// Shows a process another time: CLOCK_SHIFT_MS is added to what Date says. Its timers and the database keep true time.
const shift = Number(process.env.CLOCK_SHIFT_MS);
const TrueDate = Date;
class ShiftedDate extends TrueDate {
  constructor(...args) {
    if (args.length) super(...args);
    else super(TrueDate.now() + shift);
  }
  static now() {
    return TrueDate.now() + shift;
  }
}
Object.defineProperty(ShiftedDate, 'name', { value: 'Date' });
// Next copies what a Date has of its own, and would not find what it inherits.
ShiftedDate.UTC = TrueDate.UTC;
ShiftedDate.parse = TrueDate.parse;
global.Date = ShiftedDate;
