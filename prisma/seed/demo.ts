import type { Scope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { makeFullDay } from './full-day';
import { makeHistory, makePlacements } from './history';
import { examinerEmail, makeJaiza } from './jaiza';
import {
  acceptInvitation,
  makeCampus,
  makeGuardian,
  makeGuardianUser,
  makeHalqa,
  makeInvitation,
  makeStaff,
  makeStudent,
} from './makers';
import { makeLongRegister } from './progress';
import { makeReaders } from './readers';
import { makeAuthenticator, makeInstitution, makeUser, scopeOf } from './sessions';
import { makeSupportStaff } from './support';
import { makeTwoRegisters, wanderer } from './two-registers';
import { makeWriting } from './writing';

// Two institutions with people in them, so that isolation is visible, and an empty one to import into.
const boys = [
  'Anas Khan|انس خان',
  'Hasan Farooqi|حسن فاروقی',
  'Husain Lodhi|حسین لودھی',
  "Bilal Mas'ood|بلال مسعود",
  'Saad Lodhi|سعد لودھی',
  'Usman Qureshi|عثمان قریشی',
  'Ismail Khan|اسماعیل خان',
  'Ismail Usmani|اسماعیل عثمانی',
  'Zaid Usmani|زید عثمانی',
  'Musa Mirza|موسیٰ مرزا',
  'Umar Khan|عمر خان',
  'Husain Rajput|حسین راجپوت',
  'Musa Usmani|موسیٰ عثمانی',
  'Salman Hashmi|سلمان ہاشمی',
  "Ismail Mas'ood|اسماعیل مسعود",
  'Muaz Usmani|معاذ عثمانی',
  'Rayyan Siddiqui|ریان صدیقی',
  'Huzaifa Lodhi|حذیفہ لودھی',
  'Ali Usmani|علی عثمانی',
  'Zaid Mirza|زید مرزا',
];
const girls = [
  'Aminah Baig|آمنہ بیگ',
  'Maryam Chaudhry|مریم چوہدری',
  'Khadija Memon|خدیجہ میمن',
  'Ruqayya Ansari|رقیہ انصاری',
  'Fatima Rajput|فاطمہ راجپوت',
  'Hafsa Noor|حفصہ نور',
  'Zainab Abbasi|زینب عباسی',
  'Sumayya Khan|سمیہ خان',
];

export const demoPassword = 'hifzpro-demo-2026';
const ids = {
  noor: '01980000-0000-7000-8000-000000000001',
  falah: '01980000-0000-7000-8000-000000000002',
  huda: '01980000-0000-7000-8000-000000000003',
};

export const demoSignIns = [
  { role: 'admin', institution: 'Jamia Noor', identifier: 'admin@noor.example', password: demoPassword },
  { role: 'teacher', institution: 'Jamia Noor', identifier: 'ustadh@noor.example', password: demoPassword },
  { role: 'examiner', institution: 'Jamia Noor', identifier: examinerEmail, password: demoPassword },
  { role: 'guardian', institution: 'Jamia Noor', identifier: '+923001110001' },
  {
    role: 'admin',
    institution: 'Madrasa Al-Falah',
    identifier: 'admin@falah.example',
    password: demoPassword,
  },
  {
    role: 'teacher',
    institution: 'Madrasa Al-Falah',
    identifier: 'ustadh@falah.example',
    password: demoPassword,
  },
  { role: 'guardian', institution: 'Madrasa Al-Falah', identifier: '+923002220001' },
  {
    role: 'teacher',
    institution: 'Madrasa Al-Falah, and an uncle at Jamia Noor',
    identifier: wanderer.email,
    password: demoPassword,
  },
  {
    role: 'admin',
    institution: 'Darul Huda (empty, to import into)',
    identifier: 'admin@huda.example',
    password: demoPassword,
  },
  {
    role: 'support',
    institution: "HifzPro's own staff, in no institution",
    identifier: 'support@hifzpro.example',
    password: demoPassword,
  },
] as const;

type House = {
  admin: Scope;
  teacherEmail: string;
  staff: string;
  campus: string;
  halqa: string;
  session: string;
  prefix: string;
  phone: string;
  names: string[];
};

/** Makes the demonstration, once: what is already there is left alone. */
export async function seedDemo(): Promise<void> {
  // The office of Darul Huda has no second key: its first sign-in shows how one is set up.
  const noor = await founded(ids.noor, 'Jamia Noor', 'جامعہ نور', 'admin@noor.example');
  const falah = await founded(ids.falah, 'Madrasa Al-Falah', 'مدرسہ الفلاح', 'admin@falah.example');
  await founded(ids.huda, 'Darul Huda', 'دار الہدیٰ', 'admin@huda.example');
  if (noor)
    await furnish({
      admin: noor,
      teacherEmail: 'ustadh@noor.example',
      staff: 'Qari Anas Memon|قاری انس میمن',
      campus: 'North|نارتھ',
      halqa: 'Halqa Umar|حلقہ عمر',
      session: 'MORNING',
      prefix: 'JN',
      phone: '+92300111',
      names: boys,
    });
  if (noor) await makeReaders(noor, 'ustadh@noor.example', demoPassword);
  if (noor) await makeJaiza(noor, 'ustadh@noor.example', demoPassword);
  if (noor) await makeFullDay(noor, 'ustadh@noor.example', demoPassword);
  if (falah)
    await furnish({
      admin: falah,
      teacherEmail: 'ustadh@falah.example',
      staff: 'Ustazah Fatima Mirza|استانی فاطمہ مرزا',
      campus: 'Main|مرکزی',
      halqa: 'Halqa Maryam|حلقہ مریم',
      session: 'AFTER_ASR',
      prefix: 'AF',
      phone: '+92300222',
      names: girls,
    });
  if (noor) {
    const ustadh = await makeUser('ustadh@noor.example', demoPassword);
    await makeWriting(noor, '+923001110001', await scopeOf(ustadh, 'teacher', ids.noor));
  }
  await makeAuthenticator(await makeSupportStaff('support@hifzpro.example', demoPassword, 'Sana Iqbal'));
  const office = async (email: string, id: string) =>
    scopeOf(await makeUser(email, demoPassword), 'admin', id);
  await makeTwoRegisters(
    await office('admin@falah.example', ids.falah),
    await office('admin@noor.example', ids.noor),
    demoPassword,
  );
}

/** @returns the admin's scope when the institution is still unfurnished */
async function founded(
  id: string,
  name: string,
  nativeName: string,
  email: string,
): Promise<Scope | undefined> {
  const admin = await makeUser(email, demoPassword);
  if (id !== ids.huda) await makeAuthenticator(admin);
  await makeInstitution({ id, name, nativeName, admin });
  const scope = await scopeOf(admin, 'admin', id);
  return (await inTenant(scope, (tx) => tx.campus.count())) ? undefined : scope;
}

const pair = (both: string) => {
  const [name, nativeName] = both.split('|');
  return { name: name!, nativeName: nativeName! };
};

async function furnish(house: House): Promise<void> {
  const { admin } = house;
  const token = await inTenant(admin, async (tx) => {
    const campus = await makeCampus(tx, admin, pair(house.campus));
    const staff = await makeStaff(tx, admin, {
      ...pair(house.staff),
      phone: `${house.phone}9999`,
      email: house.teacherEmail,
    });
    const halqa = await makeHalqa(tx, admin, {
      campusId: campus.id,
      ...pair(house.halqa),
      session: house.session,
      staffId: staff.id,
    });
    let father = '';
    for (const [i, name] of house.names.entries()) {
      // Every third child is the brother or sister of the one before: one guardian, two children.
      if (i % 3 !== 1 || !father) {
        const family = pair(name);
        father = (
          await makeGuardian(tx, admin, {
            name: `Abdullah ${family.name.split(' ').at(-1)}`,
            nativeName: `عبداللہ ${family.nativeName.split(' ').at(-1)}`,
            phone: `${house.phone}${String(i + 1).padStart(4, '0')}`,
            language: i % 4 === 3 ? 'en' : 'ur',
          })
        ).id;
      }
      const forward = i % 4 === 0;
      await makeStudent(tx, admin, {
        campusId: campus.id,
        halqaId: halqa.id,
        ...pair(name),
        rollNo: `${house.prefix}-2026-${String(i + 1).padStart(4, '0')}`,
        direction: forward ? 'FORWARD' : 'BACKWARD',
        startJuz: forward ? 1 : 30,
        gender: house.prefix === 'AF' ? 'FEMALE' : 'MALE',
        bornOn: `${2012 + (i % 6)}-0${1 + (i % 9)}-1${i % 10}`,
        guardianIds: [father],
      });
    }
    return makeInvitation(tx, admin, { staffId: staff.id });
  });
  const teacher = await makeUser(house.teacherEmail, demoPassword);
  await acceptInvitation(token, teacher);
  await makeGuardianUser(`${house.phone}0001`);
  await makePlacements(admin);
  await makeLongRegister(admin, `${house.prefix}-2026-0016`);
  await makeHistory(await scopeOf(teacher, 'teacher', admin.institution.id));
}
