import type { ImportKind } from '../schema';

/** `required`: without this column the file cannot be saved at all. Aliases stand between bars and are matched folded. */
export type FieldSpec = { required?: true; aliases: string };
type FieldTable = Readonly<Record<string, FieldSpec>>;

const HALQAS = {
  name: {
    required: true,
    aliases:
      'halqa | halqa name | name | circle | group | class | حلقہ | حلقے کا نام | حلقہ کا نام | نام | اسم الحلقة | الحلقة | الاسم',
  },
  nativeName: {
    aliases:
      'urdu name | name urdu | halqa urdu | native name | اردو نام | name in urdu or arabic | نام اردو یا عربی | الاسم بالأردية أو العربية',
  },
  campus: { aliases: 'campus | branch | shakh | location | کیمپس | شاخ | مقام | الفرع' },
  programme: {
    required: true,
    aliases:
      'programme | program | class type | type | department | shoba | شعبہ | پروگرام | قسم | درجہ | البرنامج',
  },
  session: {
    aliases: 'session | time | timing | timings | shift | waqt | وقت | اوقات | نشست | الوقت | الفترة',
  },
  teacher: {
    aliases:
      'ustadh | ustad | ustaad | ustazah | teacher | qari | muallim | استاد | استاذ | قاری | معلم | الأستاذ',
  },
  capacity: { aliases: 'capacity | seats | max students | گنجائش | تعداد | السعة' },
} satisfies FieldTable;

const ASATIDHA = {
  name: {
    required: true,
    aliases:
      'name | teacher name | ustadh | ustad | full name | teacher | نام | استاد کا نام | استاد | الاسم',
  },
  nativeName: {
    aliases:
      'name urdu | urdu name | native name | اردو نام | نام اردو | name in urdu or arabic | نام اردو یا عربی | الاسم بالأردية أو العربية',
  },
  phone: {
    aliases:
      'phone | mobile | whatsapp | phone no | mobile no | phone number | mobile number | cell | contact | contact no | فون | موبائل | فون نمبر | موبائل نمبر | واٹس ایپ | رابطہ | رابطہ نمبر | الهاتف | الجوال',
  },
  email: { aliases: 'email | e mail | mail | email address | ای میل | البريد | البريد الإلكتروني' },
  qualification: {
    aliases:
      'qualification | qualifications | education | ijazah | sanad | تعلیم | قابلیت | سند | المؤهل | تعلیم و سند',
  },
  joinedOn: {
    aliases:
      'joined | joining | joining date | date of joining | joined on | doj | appointment | تقرری | تاریخ تقرری | آغاز ملازمت | تاريخ التعيين',
  },
  halqa: { aliases: 'halqa | halqa name | circle | class | group | حلقہ | کلاس | الحلقة' },
} satisfies FieldTable;

const STUDENTS = {
  rollNo: {
    aliases:
      'roll no | roll number | roll | reg no | registration no | registration | admission no | gr no | student id | id | رول نمبر | رجسٹریشن نمبر | داخلہ نمبر | نمبر | رقم القيد | رقم الطالب',
  },
  name: {
    required: true,
    aliases:
      'student name | name | student | full name | child name | name english | طالب علم کا نام | نام انگریزی | اسم الطالب',
  },
  nativeName: {
    aliases:
      'نام | name urdu | urdu name | native name | اردو نام | نام اردو | الاسم | name in urdu or arabic | نام اردو یا عربی | الاسم بالأردية أو العربية',
  },
  father: {
    aliases:
      'fathers name | father name | father | guardian | guardian name | parent name | s o | d o | والد | والد کا نام | ولدیت | سرپرست | سرپرست کا نام | اسم الأب | ولي الأمر | guardian father | سرپرست والد | ولي الأمر الأب',
  },
  bornOn: {
    aliases: 'dob | date of birth | birth date | born | birthday | تاریخ پیدائش | پیدائش | تاريخ الميلاد',
  },
  gender: { aliases: 'm f | gender | sex | جنس | الجنس | boy or girl | لڑکا یا لڑکی | ذكر أو أنثى' },
  guardianPhone: {
    required: true,
    aliases:
      'guardian whatsapp | guardian phone | guardian mobile | father phone | fathers phone | father mobile | parent phone | phone | mobile | whatsapp | phone no | mobile no | whatsapp no | contact | contact no | phone number | سرپرست کا فون | سرپرست کا نمبر | سرپرست کا واٹس ایپ | والد کا نمبر | والد کا فون | فون | فون نمبر | موبائل | موبائل نمبر | واٹس ایپ | رابطہ نمبر | الهاتف | جوال ولي الأمر | هاتف ولي الأمر',
  },
  mother: {
    aliases: 'mother | mothers name | mother name | والدہ | والدہ کا نام | ماں کا نام | اسم الأم | الأم',
  },
  motherPhone: {
    aliases:
      'mother phone | mothers phone | mother mobile | mother whatsapp | mother no | والدہ کا نمبر | والدہ کا فون | والدہ کا موبائل | جوال الأم | هاتف الأم',
  },
  halqa: {
    aliases: 'halqa | halqa name | circle | group | class | section | حلقہ | حلقہ کا نام | کلاس | الحلقة',
  },
  programme: {
    aliases:
      'class type | programme | program | course | department | shoba | شعبہ | پروگرام | درجہ | البرنامج',
  },
  admittedOn: {
    aliases:
      'admission | admission date | date of admission | admitted | enrolled | enrolment date | joined | doa | داخلہ | تاریخ داخلہ | داخلے کی تاریخ | تاريخ الالتحاق',
  },
  startPlace: {
    aliases:
      'starts from | start from | start | starting juz | starting para | start juz | start para | para | juz | آغاز | شروع | پارہ | آغاز پارہ | يبدأ من | الجزء | place at entry | داخلے کے وقت مقام | موضع البدء',
  },
  fee: {
    aliases: 'fee rs | fee | fees | monthly fee | fee pkr | tuition | فیس | ماہانہ فیس | الرسوم',
  },
  remarks: {
    aliases: 'remarks | remark | notes | note | comments | comment | کیفیت | تبصرہ | ریمارکس | نوٹ | ملاحظات',
  },
} satisfies FieldTable;

const DIARY = {
  date: { required: true, aliases: 'date | day | تاریخ | دن | التاريخ' },
  session: { aliases: 'session | time | نشست | وقت | الفترة' },
  halqa: { aliases: 'halqa | halqa name | circle | class | حلقہ | الحلقة' },
  rollNo: { required: true, aliases: STUDENTS.rollNo.aliases },
  attendance: { aliases: 'attendance | status | present | hazri | حاضری | الحضور' },
  sabaqFrom: { aliases: 'sabaq from | sabaq | new lesson | سبق | سبق از | سبق سے | الدرس من' },
  sabaqTo: { aliases: 'sabaq to | سبق تا | سبق تک | الدرس إلى' },
  sabaqGrade: { aliases: 'sabaq grade | sabaq result | سبق درجہ | سبق کیفیت | سبق کا درجہ | تقدير الدرس' },
  sabqiFrom: { aliases: 'sabqi from | sabqi | سبقی | سبقی از | سبقی سے | القريب من' },
  sabqiTo: { aliases: 'sabqi to | سبقی تا | سبقی تک | القريب إلى' },
  sabqiGrade: {
    aliases: 'sabqi grade | sabqi result | سبقی درجہ | سبقی کیفیت | سبقی کا درجہ | تقدير القريب',
  },
  manzilFrom: { aliases: 'manzil | manzil from | منزل | منزل از | البعيد من' },
  manzilTo: { aliases: 'manzil to | منزل تا | منزل تک | البعيد إلى' },
  manzilGrade: {
    aliases: 'manzil grade | manzil result | منزل درجہ | منزل کیفیت | منزل کا درجہ | تقدير البعيد',
  },
  atak: { aliases: 'atak | atkan | hesitations | اٹک | اٹکن | التردد' },
  tajweed: { aliases: 'tajweed | tajwid | تجوید | التجويد' },
  lahnJali: { aliases: 'lahn jali | jali | لحن جلی | لحن جلي | اللحن الجلي' },
  lahnKhafi: { aliases: 'lahn khafi | khafi | لحن خفی | لحن خفي | اللحن الخفي' },
  minutes: { aliases: 'minutes | mins | duration | منٹ | دورانیہ | الدقائق' },
  remarks: { aliases: STUDENTS.remarks.aliases },
} satisfies FieldTable;

export const FIELDS = { HALQAS, ASATIDHA, STUDENTS, DIARY } as const satisfies Record<ImportKind, FieldTable>;

/** The fields of a kind in the order in which a select offers them. */
export function fieldNames(kind: ImportKind): string[] {
  return Object.keys(FIELDS[kind]);
}
