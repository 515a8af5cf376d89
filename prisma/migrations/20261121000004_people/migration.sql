-- AlterTable
ALTER TABLE "memberships" ADD COLUMN     "suspended_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "staff_invitations" ADD COLUMN     "campus_id" UUID;

-- AddForeignKey
ALTER TABLE "staff_invitations" ADD CONSTRAINT "staff_invitations_institution_id_campus_id_fkey" FOREIGN KEY ("institution_id", "campus_id") REFERENCES "campuses"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- Every role of the house can be invited; a campus office names its campus, as its membership will.
ALTER TABLE "staff_invitations" DROP CONSTRAINT "staff_invitations_role_check";
ALTER TABLE "staff_invitations" ADD CONSTRAINT "staff_invitations_role_check" CHECK (role IN ('admin', 'campus_admin', 'teacher', 'examiner', 'accountant'));
ALTER TABLE "staff_invitations" ADD CONSTRAINT "staff_invitations_campus_check" CHECK ((role = 'campus_admin') = (campus_id IS NOT NULL));
