'use client';
import { clsx } from 'clsx';
import Link from 'next/link';
import { useState } from 'react';
import { v7 } from 'uuid';
import { buttonClass } from '@/components/ui/button-class';
import { BookOpen, Check, MessageSquareText, UserRound } from '@/components/ui/icons';
import { routes } from '@/lib/core/routes';
import { type Grading, proposeGrade } from '@/lib/lessons/grading/rules';
import type { Grade, LessonKind, MistakeKind } from '@/lib/lessons/rules';
import {
  addKind,
  addMistake,
  asideOf,
  changePortions,
  type Heard,
  hearClean,
  hearHere,
  hearOne,
  type Kid,
  NO_MISTAKES,
  type Plan,
  skip,
} from '@/lib/lessons/sweep/rules';
import { AsideNote } from './aside-note';
import { GradeChoice } from './grade-choice';
import { HeldSabaq } from './held-sabaq';
import { ListenerChoice } from './listener-choice';
import { MistakeCounter } from './mistake-counter';
import { RangeChange } from './range-change';
import { RemarkField } from './remark-field';
import type { SweepState } from './use-sweep';
import { say, type Words } from './words';

interface Props {
  words: Words;
  format: (figure: number) => string;
  sweep: SweepState;
  grading: Grading;
  kid: Kid;
  onDone: () => void;
}

/** One child in full, one kind at a time. Each touch is saved; Done hears the kinds that were not touched, clean. */
export function KidPanel({ words, format, sweep, grading, kid, onDone }: Props) {
  const [kind, setKind] = useState<LessonKind>(
    (kid.plans.find((one) => !asideOf(one)) ?? kid.plans[0]!).kind,
  );
  const [remarking, setRemarking] = useState(false);
  const plan = kid.plans.find((one) => one.kind === kind) ?? kid.plans[0]!;
  const mistakes = (plan.heard ?? plan.marked)?.mistakes ?? NO_MISTAKES;
  const saved = say(words.say.savedOne, { name: kid.name });
  const aside = asideOf(plan);
  const due = plan.portions.length > 0 && !aside;

  const nameOf = ({ kind: of, heard, skipped }: Plan) => {
    const name = words.kinds[of];
    if (heard) return say(words.say.heardKind, { kind: name });
    return skipped ? say(words.say.skippedKind, { kind: name }) : name;
  };

  function change(to: Partial<Omit<Heard, 'id' | 'kept'>>) {
    sweep.act(kid, hearOne(kid, plan.kind, to, v7), saved);
  }

  function count(mistake: MistakeKind, by: 1 | -1) {
    const next = addMistake(mistakes, mistake, by);
    // A grade that the teacher chose against the proposal stands.
    const chosen = plan.heard && plan.heard.grade !== proposeGrade(mistakes, plan.kind, grading);
    change({ mistakes: next, ...(!chosen && { grade: proposeGrade(next, plan.kind, grading) }) });
  }

  function setPlan(to: Plan) {
    const after = {
      ...kid,
      plans: kid.plans.map((one) => (one.kind === plan.kind ? to : one)),
    };
    if (plan.heard) sweep.act(kid, after, saved);
    else sweep.show([after]);
  }

  function pass() {
    const after = skip(kid, plan.kind);
    if (plan.heard) sweep.act(kid, after, say(words.say.takenOut, { name: kid.name }));
    else sweep.show([after]);
  }

  function done() {
    const after = hearClean(kid, v7);
    const untouched = after.plans.every((one, i) => one.heard === kid.plans[i]?.heard);
    if (!untouched) {
      if (!sweep.mayAct()) return;
      sweep.act(kid, after, saved);
    }
    onDone();
  }

  return (
    <div className="grid gap-3.5 px-3 pt-1 pb-4">
      {kid.plans.length > 1 && (
        <fieldset className="grid auto-cols-fr grid-flow-col overflow-hidden rounded-control border border-edge bg-sheet">
          <legend className="sr-only">{say(words.say.kindsOf, { name: kid.name })}</legend>
          {kid.plans.map((one) => (
            <button
              key={one.kind}
              type="button"
              aria-pressed={one.kind === plan.kind}
              aria-label={nameOf(one)}
              onClick={() => setKind(one.kind)}
              className={clsx(
                'flex min-h-tap items-center justify-center gap-1 border-line px-1 text-small font-medium -outline-offset-3 not-first:border-s aria-pressed:bg-emerald aria-pressed:text-on-emerald',
                one.skipped && 'line-through',
              )}
            >
              {words.kinds[one.kind]}
              {one.heard && <Check aria-hidden size={16} strokeWidth={2} />}
            </button>
          ))}
        </fieldset>
      )}
      {plan.kind === 'SABAQ' && !plan.heard && <HeldSabaq words={words} sweep={sweep} kid={kid} />}
      {aside && <AsideNote words={words} aside={aside} />}
      {!aside && (
        <RangeChange
          key={plan.kind}
          words={words}
          studentId={kid.id}
          session={sweep.session}
          plan={plan}
          onChange={(to) => setPlan(changePortions(plan, to))}
          onSkip={pass}
        />
      )}
      {due && (
        <>
          <GradeChoice
            words={words}
            format={format}
            kind={plan.kind}
            grading={grading}
            mistakes={mistakes}
            grade={plan.heard?.grade}
            onChoose={(grade: Grade) => change({ grade })}
          />
          <div className="grid grid-cols-2 gap-2">
            {(Object.keys(words.mistakes) as MistakeKind[]).map((mistake) => (
              <MistakeCounter
                key={mistake}
                words={words}
                mistake={mistake}
                figure={format(mistakes[mistake])}
                onCount={(by) => count(mistake, by)}
              />
            ))}
          </div>
        </>
      )}
      {due && plan.heard && (
        <ListenerChoice key={`listener ${plan.kind}`} words={words} heard={plan.heard} onChange={change} />
      )}
      <div className="flex flex-wrap gap-2">
        {due && !remarking && !plan.heard?.remark && (
          <button
            type="button"
            onClick={() => setRemarking(true)}
            className={buttonClass({ className: 'flex-auto px-2 whitespace-nowrap' })}
          >
            <MessageSquareText aria-hidden size={20} strokeWidth={1.75} />
            {words.say.remark}
          </button>
        )}
        {(due || aside) && (
          <button
            type="button"
            aria-pressed={plan.skipped ?? false}
            onClick={() =>
              plan.heard ? pass() : setPlan(aside ? hearHere(plan) : { ...plan, skipped: !plan.skipped })
            }
            className={buttonClass({ className: 'flex-auto px-2 whitespace-nowrap aria-pressed:bg-sunk' })}
          >
            {aside ? words.say.hearHere : plan.skipped ? words.say.hearIt : words.say.notHeard}
          </button>
        )}
        {kid.plans.every((one) => one.kind !== 'GIRDAAN') && (
          <button
            type="button"
            onClick={() => {
              sweep.show([addKind(kid, 'GIRDAAN')]);
              setKind('GIRDAAN');
            }}
            className={buttonClass({ className: 'flex-auto px-2 whitespace-nowrap' })}
          >
            {say(words.say.addKind, { kind: words.kinds.GIRDAAN })}
          </button>
        )}
        {due && (
          <Link
            href={routes.mushafLesson(kid.id, plan.kind)}
            prefetch={false}
            aria-label={say(words.say.mushaf, { name: kid.name })}
            className={buttonClass({ size: 'icon' })}
          >
            <BookOpen aria-hidden size={20} strokeWidth={1.75} />
          </Link>
        )}
        <Link
          href={routes.teacherStudent(kid.id)}
          prefetch={false}
          aria-label={say(words.say.record, { name: kid.name })}
          className={buttonClass({ size: 'icon' })}
        >
          <UserRound aria-hidden size={20} strokeWidth={1.75} />
        </Link>
      </div>
      {(remarking || plan.heard?.remark) && (
        <RemarkField
          key={plan.kind}
          words={words}
          remark={plan.heard?.remark}
          onChange={(remark) => change({ remark })}
        />
      )}
      <button
        type="button"
        onClick={done}
        className={buttonClass({ variant: 'primary', size: 'lg', block: true })}
      >
        <Check aria-hidden size={20} strokeWidth={1.75} />
        {words.say.done}
      </button>
    </div>
  );
}
