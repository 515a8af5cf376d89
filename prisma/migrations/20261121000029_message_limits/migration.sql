-- What Meta lets the number do: 0 people a day is no limit.
ALTER TABLE "message_channels" ADD COLUMN     "daily_limit" INTEGER,
ADD COLUMN     "per_second" INTEGER;
ALTER TABLE "message_channels" ADD CONSTRAINT "message_channels_limits_check" CHECK (daily_limit >= 0 AND per_second > 0);
