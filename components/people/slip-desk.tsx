import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { renderSVG } from 'uqr';
import { SelectField } from '@/components/forms/choice-fields';
import { Form } from '@/components/forms/form';
import { Ltr, Phone, spacePhone } from '@/components/ui/figures';
import { Printer } from '@/components/ui/icons';
import { Notice } from '@/components/ui/notice';
import { PageHead } from '@/components/ui/page-head';
import { PersonName } from '@/components/ui/person-name';
import { PrintButton } from '@/components/ui/print-button';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { Trail } from '@/components/ui/trail';
import { env } from '@/lib/core/env';
import { getFormat } from '@/lib/core/i18n/get-format';
import { isolate } from '@/lib/core/i18n/isolate';
import { type Locale, languageNames, localeOfTag, locales } from '@/lib/core/i18n/locale';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { localDateAt } from '@/lib/core/time';
import { printSlip } from '@/lib/people/slips/actions';
import { type SlipRefusal, slipRefusals, slipState } from '@/lib/people/slips/rules';
import type { SlipKind } from '@/lib/people/slips/schema';
import { SlipPaper } from './slip-paper';

interface Props {
  person: { kind: SlipKind; id: string; name: string; nativeName: string | null; logins: string[] };
  back: { href: string; label: ReactNode }[];
  /** In which the person reads, where the record says so. */
  language?: Locale | undefined;
  facts: {
    refusal: SlipRefusal | null;
    printedAt: Date | null;
    expiresAt: Date | null;
    usedAt: Date | null;
  };
  now: Date;
  timeZone: string;
}

/** Makes and prints a slip. On paper stands the slip alone: everything else of this page stays on the screen. */
export async function SlipDesk({ person, back, language, facts, now, timeZone }: Props) {
  const { kind, id, name, nativeName, logins } = person;
  const [t, errors, locale] = await Promise.all([
    getTranslations('people.slip'),
    getTranslations('people.errors'),
    getLocale(),
  ]);
  const refusal = facts.refusal && facts.refusal !== 'unknown' && errors(slipRefusals[facts.refusal]);
  const said = await lastSlip(facts, now, timeZone);
  return (
    <>
      <div className="print:hidden">
        <PageHead
          trail={<Trail steps={back} here={t('link')} />}
          title={t('title', { name: isolate(await nameFor({ name, nativeName })) })}
          lead={t('lead')}
        />
      </div>
      {refusal ? (
        <Notice tone="warn" title={t('refused')}>
          {refusal}
        </Notice>
      ) : (
        <Form action={printSlip} room="people" className="print:gap-0">
          <input type="hidden" name="kind" value={kind} />
          <input type="hidden" name="id" value={id} />
          <SlipPaper ready={t('ready')} picture={<Picture alt={t('picture')} />}>
            <PrintButton>{t('print')}</PrintButton>
          </SlipPaper>
          <Sheet
            title={<PersonName name={name} nativeName={nativeName} layout="inline" />}
            className="print:hidden"
          >
            <div className="grid max-w-[42rem] gap-5">
              <p className="text-small text-ink-2">{t('what')}</p>
              {said && <p className="text-small text-ink-2">{said}</p>}
              <div className="grid gap-5 sm:grid-cols-2">
                {logins.length > 1 ? (
                  <SelectField
                    name="login"
                    label={t('login')}
                    defaultValue={logins[0]}
                    options={logins.map((value) => ({ value, label: spacePhone(value) }))}
                    dir="ltr"
                    required
                  />
                ) : (
                  <div>
                    <input type="hidden" name="login" value={logins[0] ?? ''} />
                    <p className="text-small font-medium">{t('login')}</p>
                    <p className="mt-2">
                      {logins[0]?.includes('@') ? <Ltr>{logins[0]}</Ltr> : <Phone number={logins[0] ?? ''} />}
                    </p>
                  </div>
                )}
                <SelectField
                  name="language"
                  label={t('language')}
                  defaultValue={language ?? localeOfTag(locale)}
                  options={locales.map((value) => ({ value, label: languageNames[value] }))}
                  required
                />
              </div>
              <div>
                <SubmitButton icon={<Printer aria-hidden size={20} strokeWidth={1.75} />}>
                  {said ? t('again') : t('submit')}
                </SubmitButton>
              </div>
            </div>
          </Sheet>
        </Form>
      )}
    </>
  );
}

async function lastSlip({ printedAt, ...facts }: Props['facts'], now: Date, timeZone: string) {
  const state = slipState(facts, now);
  const moment = state === 'used' ? facts.usedAt : printedAt;
  if (state === 'none' || !moment) return;
  const [t, format] = await Promise.all([getTranslations('people.slip.state'), getFormat()]);
  return t(state, { date: format.date(localDateAt(moment, timeZone)), time: format.time(moment, timeZone) });
}

/** The address alone, for a camera: the code is typed, so that no photograph of an address bar holds it. */
function Picture({ alt }: { alt: string }) {
  const svg = renderSVG(new URL(routes.slip, env().NEXTAUTH_URL).href, { ecc: 'M', border: 1 });
  return (
    // biome-ignore lint/performance/noImgElement: a drawing of this very request, nothing to optimise
    <img
      src={`data:image/svg+xml,${encodeURIComponent(svg)}`}
      alt={alt}
      width={88}
      height={88}
      className="rounded-control"
    />
  );
}
