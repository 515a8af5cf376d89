import type { SVGProps } from 'react';
import sprite from './icons.svg';

/** A sign of one colour, that of the text around it.
 *  @param size width and height in px (24) */
export type Icon = (look: Omit<SVGProps<SVGSVGElement>, 'ref'> & { size?: number }) => React.JSX.Element;

// One sheet of signs, fetched once: a page names a sign in two elements instead of carrying its lines, twice.
const icon =
  (name: string): Icon =>
  ({ size = 24, strokeWidth = 2, ...look }) => (
    <svg width={size} height={size} strokeWidth={strokeWidth} aria-hidden {...look}>
      <use href={`${sprite.src}#${name}`} />
    </svg>
  );

// The sheet is drawn from these names by `npm run icons`.
export const ArrowDown = /* @__PURE__ */ icon('arrow-down');
export const ArrowLeft = /* @__PURE__ */ icon('arrow-left');
export const ArrowLeftRight = /* @__PURE__ */ icon('arrow-left-right');
export const ArrowUp = /* @__PURE__ */ icon('arrow-up');
export const Ban = /* @__PURE__ */ icon('ban');
export const Bell = /* @__PURE__ */ icon('bell');
export const BellOff = /* @__PURE__ */ icon('bell-off');
export const BookOpen = /* @__PURE__ */ icon('book-open');
export const BookUser = /* @__PURE__ */ icon('book-user');
export const Building2 = /* @__PURE__ */ icon('building-complex');
export const CalendarDays = /* @__PURE__ */ icon('calendar-days');
export const CalendarOff = /* @__PURE__ */ icon('calendar-off');
export const CalendarX = /* @__PURE__ */ icon('calendar-x');
export const Check = /* @__PURE__ */ icon('check');
export const CheckCheck = /* @__PURE__ */ icon('check-check');
export const ChevronLeft = /* @__PURE__ */ icon('chevron-left');
export const ChevronRight = /* @__PURE__ */ icon('chevron-right');
export const ChevronUp = /* @__PURE__ */ icon('chevron-up');
export const ChevronsDown = /* @__PURE__ */ icon('chevrons-down');
export const Circle = /* @__PURE__ */ icon('circle');
export const CircleAlert = /* @__PURE__ */ icon('circle-exclamation-point');
export const CircleCheck = /* @__PURE__ */ icon('circle-check');
export const CircleDashed = /* @__PURE__ */ icon('circle-dashed');
export const CircleDot = /* @__PURE__ */ icon('circle-dot');
export const CircleHelp = /* @__PURE__ */ icon('circle-question-mark');
export const ClipboardCheck = /* @__PURE__ */ icon('clipboard-check');
export const Clock = /* @__PURE__ */ icon('clock');
export const ClockAlert = /* @__PURE__ */ icon('clock-exclamation-point');
export const CloudOff = /* @__PURE__ */ icon('cloud-off');
export const CloudUpload = /* @__PURE__ */ icon('cloud-upload');
export const Contact = /* @__PURE__ */ icon('contact');
export const DoorOpen = /* @__PURE__ */ icon('door-open');
export const Download = /* @__PURE__ */ icon('download');
export const Eraser = /* @__PURE__ */ icon('eraser');
export const Eye = /* @__PURE__ */ icon('eye');
export const EyeOff = /* @__PURE__ */ icon('eye-off');
export const FileUp = /* @__PURE__ */ icon('file-up');
export const Fingerprint = /* @__PURE__ */ icon('fingerprint-pattern');
export const Hand = /* @__PURE__ */ icon('hand');
export const Headset = /* @__PURE__ */ icon('headset');
export const HeartPulse = /* @__PURE__ */ icon('heart-pulse');
export const History = /* @__PURE__ */ icon('rotate-ccw-clock');
export const Hourglass = /* @__PURE__ */ icon('hourglass');
export const House = /* @__PURE__ */ icon('house');
export const Inbox = /* @__PURE__ */ icon('inbox');
export const Info = /* @__PURE__ */ icon('info');
export const Grid = /* @__PURE__ */ icon('grid-3x3');
export const Link2 = /* @__PURE__ */ icon('link-2');
export const LoaderCircle = /* @__PURE__ */ icon('loader-circle');
export const LogIn = /* @__PURE__ */ icon('log-in');
export const LogOut = /* @__PURE__ */ icon('log-out');
export const Mail = /* @__PURE__ */ icon('mail');
export const MailX = /* @__PURE__ */ icon('mail-x');
export const Menu = /* @__PURE__ */ icon('menu');
export const MessageCircle = /* @__PURE__ */ icon('message-circle');
export const MessageCircleOff = /* @__PURE__ */ icon('message-circle-off');
export const MessageCircleWarning = /* @__PURE__ */ icon('message-circle-exclamation-point');
export const MessageSquareText = /* @__PURE__ */ icon('message-square-text');
export const Minus = /* @__PURE__ */ icon('minus');
export const NotebookPen = /* @__PURE__ */ icon('notebook-pen');
export const PenLine = /* @__PURE__ */ icon('pen-line');
export const Pencil = /* @__PURE__ */ icon('pencil');
export const PencilLine = /* @__PURE__ */ icon('pencil-line');
export const Phone = /* @__PURE__ */ icon('phone');
export const PhoneOff = /* @__PURE__ */ icon('phone-off');
export const Plane = /* @__PURE__ */ icon('plane');
export const Plus = /* @__PURE__ */ icon('plus');
export const Printer = /* @__PURE__ */ icon('printer');
export const Repeat = /* @__PURE__ */ icon('repeat');
export const Search = /* @__PURE__ */ icon('search');
export const SearchX = /* @__PURE__ */ icon('search-x');
export const Shuffle = /* @__PURE__ */ icon('shuffle');
export const SlidersHorizontal = /* @__PURE__ */ icon('sliders-horizontal');
export const Megaphone = /* @__PURE__ */ icon('megaphone');
export const MessagesSquare = /* @__PURE__ */ icon('messages-square');
export const Lock = /* @__PURE__ */ icon('lock');
export const Send = /* @__PURE__ */ icon('send');
export const Smartphone = /* @__PURE__ */ icon('smartphone');
export const Star = /* @__PURE__ */ icon('star');
export const Sun = /* @__PURE__ */ icon('sun');
export const Thermometer = /* @__PURE__ */ icon('thermometer');
export const Timer = /* @__PURE__ */ icon('timer');
export const TriangleAlert = /* @__PURE__ */ icon('triangle-exclamation-point');
export const Undo2 = /* @__PURE__ */ icon('undo-2');
export const UserCheck = /* @__PURE__ */ icon('user-check');
export const UserMinus = /* @__PURE__ */ icon('user-minus');
export const UserPlus = /* @__PURE__ */ icon('user-plus');
export const UserRound = /* @__PURE__ */ icon('user-round');
export const UserRoundPlus = /* @__PURE__ */ icon('user-round-plus');
export const UserRoundX = /* @__PURE__ */ icon('user-round-x');
export const UserX = /* @__PURE__ */ icon('user-x');
export const Users = /* @__PURE__ */ icon('users');
export const X = /* @__PURE__ */ icon('x');
