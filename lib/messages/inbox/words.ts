/** Words by which a family says what it wants, in the languages and spellings they write it in. The whole message is the
 *  word: "do not stop" is no STOP. */
export type ReplyWord = 'STOP' | 'START' | 'WRONG';

const words: Record<ReplyWord, string> = {
  STOP: `stop|stop all|stopall|stop it|please stop|stop please|stop messages|stop message|stop updates|stop_updates|unsubscribe|cancel|end|quit|opt out|optout|no more messages|no messages|dont send|don t send|do not send|dont send messages|don t send messages|do not send messages|stop sending|stop sending messages|stop messaging|stop msg|stop msgs|stop the messages|please stop messages|please unsubscribe
    |بند|بند کرو|بند کریں|بند کر دو|بند کر دیں|بند کردیں|بند کردو|پیغام بند|پیغام بند کریں|پیغامات بند کریں|پیغام بند کرو|میسج بند|میسج بند کرو|میسج بند کریں|روکو|روکیں|روک دو|روک دیں|سٹاپ|اسٹاپ|ختم کریں|مت بھیجو|مت بھیجیں|نہ بھیجیں|میسج نہ بھیجیں|میسج نہ بھیجو|میسج مت بھیجو|میسج مت بھیجیں|میسج نہ کریں|میسج مت کریں|پیغام نہ بھیجیں|پیغام مت بھیجیں|پیغامات نہ بھیجیں|بند کیجیے|بند کر دیجیے|پلیز بند کریں|براہ کرم بند کریں|سٹاپ کریں|اسٹاپ کریں
    |band|band karo|band karein|band karen|band kare|band kar do|band kar dein|band kardo|band kardein|msg band karo|message band karo|message band karein|messages band karo|roko|rok do|rok dein|rokein|mat bhejo|mat bhejen|mat bhejein|na bhejen|na bhejo|na bhejein|band kro|band krdo|band kr do|band kr dein|band krein|band kardain|band kar dain|bnd karo|bnd kro|bnd kr do|msg band kro|msg band kr do|msg band karein|msg mat bhejo|msg na bhejo|msg mat karo|msg na karo|message mat bhejo|message mat bhejein|message na bhejo|message na bhejein|message mat karo|message na karein|please band karein|plz band karo
    |قف|توقف|توقفوا|ايقاف|ايقاف الرسائل|اوقف|اوقفوا|اوقف الرسائل|اوقفوا الرسائل|وقف|الغاء|الغاء الاشتراك|كفى|لا ترسل|لا ترسلوا|لا ترسل رسائل|لا ترسلوا رسائل|لا اريد رسائل|الغاء الرسائل|وقف الرسائل|ستوب
    |रोको|रोकें|रोक दो|रोक दें|रुको|बंद|बन्द|बंद करो|बन्द करो|बंद करें|बन्द करें|बंद कर दो|बंद कर दें|मैसेज बंद करो|मैसेज बंद करें|संदेश बंद करें|स्टॉप|स्टाप|मत भेजो|मत भेजें|मैसेज मत भेजो|मैसेज मत भेजें|मैसेज न भेजें|संदेश मत भेजें|बंद कीजिए|कृपया बंद करें`,
  START: `start|start again|please start|unstop|resume|subscribe|start messages|opt in|optin
    |شروع|شروع کرو|شروع کریں|شروع کر دیں|دوبارہ شروع|دوبارہ شروع کریں|سٹارٹ|اسٹارٹ|چالو کریں|بھیجیں
    |shuru|shuru karo|shuru karein|shuru karen|shuru kar dein|dobara shuru|dobara shuru karein|chalu karo|chalu karein|shuru kro|shuru kr do|shuru kar do|start karo|start karein|start kro
    |ابدا|ابدؤوا|ابداوا|ابدا الرسائل|استئناف|تشغيل|اشتراك|ستارت
    |शुरू|शुरु|शुरू करो|शुरू करें|शुरु करो|शुरु करें|फिर शुरू करें|चालू|चालू करो|चालू करें|स्टार्ट`,
  WRONG: `wrong number|wrong no|wrong num|this is a wrong number|this is wrong number|you have the wrong number|not my child|wrong person
    |غلط نمبر|غلط نمبر ہے|یہ غلط نمبر ہے|یہ نمبر غلط ہے|نمبر غلط ہے|رانگ نمبر|رونگ نمبر|یہ میرا بچہ نہیں|یہ میرا بچہ نہیں ہے
    |ghalat number|galat number|galat nambar|ghalat nambar|galat number hai|ghalat number hai|yeh galat number hai|ye galat number hai|rong number|wrong number hai
    |رقم خطا|الرقم خطا|رقم غلط|الرقم غلط|هذا رقم خطا|هذا الرقم خطا|رقم خاطئ|الرقم خاطئ
    |गलत नंबर|गलत नम्बर|गलत नंबर है|यह गलत नंबर है|ये गलत नंबर है|रॉन्ग नंबर|रांग नंबर`,
};

/** One spelling for what keyboards write in several: forms of alef, yeh, kaf and heh, marks, joiners, points. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069]|[\u064b-\u065f]|\u0670|\u093c|\ufe0f/g, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/[يىئ]/g, 'ی')
    .replace(/ك/g, 'ک')
    .replace(/[ةۃه]/g, 'ہ')
    .replace(/ؤ/g, 'و')
    .replace(/[^\p{L}\p{M}\p{N}_]+/gu, ' ')
    .trim();
}

const known = new Map(
  Object.entries(words).flatMap(([word, list]) =>
    list.split('|').map((text) => [fold(text), word as ReplyWord] as const),
  ),
);

/** @returns undefined for anything that is none of these words */
export function replyWord(text: string): ReplyWord | undefined {
  // A wall of text is no word, and is not read.
  return text.length > 80 ? undefined : known.get(fold(text));
}
