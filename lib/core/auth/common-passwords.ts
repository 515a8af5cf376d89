import stolen from './stolen-passwords.json';

/** Passwords of ten letters and more that anyone tries first, in lower case, letters and digits only: the stolen ones,
 *  and below them what is near at hand in this trade. What is made by rule (rows of keys, one letter again and again, the
 *  own name) is told by `isEasyPassword`. */
export const commonPasswords = new Set([
  ...stolen.passwords.split(' '),
  ...`iloveyou123 iloveyou12 iloveyou1234 iloveyou143 princess123 princess12 sunshine123 football123 football12 superman123
  superman12 michael123 charlie123 jennifer123 jordan12345 liverpool123 liverpool1 manchester chocolate1 chocolate12
  chocolate123 basketball basketball1 basketball12 baseball123 butterfly1 butterfly123 hellokitty1 lovelove123
  letmein123 letmein1234 letmein12345 trustno1234 changeme123 changeme1234 changemenow secret12345 secret1234 test123456
  test1234567 test12345678 testtest123 default123 default1234 temp123456 temporary1 administrator administrator1
  computer123 internet123 samsung123 samsung1234 google1234 facebook123 whatsapp123 instagram123 android123 starwars123
  pokemon123 pokemon1234 spiderman123 batman12345 dragon12345 monkey12345 shadow12345 master12345 killer12345 hunter12345
  ashley12345 michelle123 passw0rd123 passw0rd1234 p4ssw0rd123 pa55word123 passwort123 motdepasse1 contrasena contrasena1
  qwerty123456 qwerty12345 qwerty1234 qwertyuiop1 qwertyuiop12 qwertyuiop123 asdfghjkl1 asdfghjkl123 zxcvbnm123
  1qaz2wsx3edc 1qaz2wsx3e 1q2w3e4r5t 1q2w3e4r5t6y zaq12wsxcde3 zaq1zaq1zaq1 q1w2e3r4t5 q1w2e3r4t5y6 a1b2c3d4e5 abc123456789
  abcd123456 abcd1234567 abcd12345678 abc1234567 aa12345678 aa123456789 asd123456789 1234567890a 123456789a 123456789aa
  1234567890q 123456789q 11223344556 1122334455 1020304050 0102030405 1029384756 123123123123 1231231231 147258369
  1472583690 159753456852 147852369 9876543210a pakistan123 pakistan12 pakistan1234 pakistan786 pakistan1947 pakistan92
  bismillah786 bismillah123 bismillah1 allahuakbar allahuakbar1 allahakbar alhamdulillah alhamdulillah1 subhanallah
  subhanallah1 mashallah786 mashallah123 inshallah123 muhammad123 muhammad786 mohammad123 mohammad786 mohammed123
  muhammadsaw muhammadpbuh assalamualaikum assalamoalaikum islamabad1 islamabad123 islamabad12 lahore12345 lahore123456
  karachi1234 karachi12345 karachi123 rawalpindi1 faisalabad1 ramadan2026 ramadan1447 ramazan2026 zindagi123 khuda12345
  786786786786 7867867867 786110786110 allah786786 madrasa123 madrasah123 hafizquran hafiz12345 quran12345 quran786786
  quran123456 islam12345 islam123456 islam786786 hifzquran123 hifz123456`.split(/\s+/),
]);
