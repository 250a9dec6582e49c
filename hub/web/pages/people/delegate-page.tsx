import { ArrowLeft, BadgeCheck, BadgeX, CircleCheck, EyeOff, Star } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DelegateView } from '../../../../domain/wire/organiser-roster.ts';
import { Chip } from '../../../../renderer/ui/chip.tsx';
import { NativeName } from '../../../../renderer/ui/native-name.tsx';
import { addressOf } from '../../app/route.ts';
import { useEvent, useEventNames } from '../../client/event-context.tsx';
import { useMay } from '../../client/session-store.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { useFormats } from '../../formats.ts';
import { Answered } from '../../parts/answered.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { StatusChip } from '../../parts/status-chip.tsx';
import { useWords } from '../../words.ts';
import { AdmissionsTable } from './admissions-table.tsx';
import { RenewTicket } from './renew-ticket.tsx';
import './people.css';

/**
 * All that the hub knows of one person. Asked once: each answer is an entry of the audit, so the page does not renew
 * it by itself.
 */
export function DelegatePage({ id }: { id: string }): ReactNode {
  const { t } = useWords();
  const mayRenew = useMay('renew-ticket');
  const view = useAnswer('delegate', {}, { id, once: true });
  const { value } = view;
  return (
    <Page
      title={value?.delegate.printedName ?? t('person.title')}
      lead={
        <a className="back" href={addressOf('search')}>
          <ArrowLeft aria-hidden="true" size={16} />
          {t('person.back')}
        </a>
      }
    >
      <Answered answer={view}>
        {(known) => (
          <div className="person-grid">
            <PersonCard person={known.delegate} admissions={known.admissions} />
            <div className="stack">
              <Section title={t('person.admissions')}>
                <AdmissionsTable admissions={known.admissions} />
              </Section>
              <Section title={t('person.badges')}>
                <Badges badges={known.badges} />
              </Section>
              {mayRenew && (
                <Section title={t('person.ticket')}>
                  <RenewTicket id={id} />
                </Section>
              )}
            </div>
          </div>
        )}
      </Answered>
    </Page>
  );
}

function PersonCard({
  person,
  admissions,
}: {
  person: DelegateView['delegate'];
  admissions: DelegateView['admissions'];
}): ReactNode {
  const { t } = useWords();
  const { today } = useEvent();
  const isHere = admissions.some(({ day, state }) => day === today && state === 'standing');
  return (
    <section className="card person">
      <div className="person-head">
        {person.title !== '' && <span className="small">{person.title}</span>}
        <h2>
          <bdi>{person.printedName}</bdi>
        </h2>
        {person.nativeName !== '' && (
          <NativeName
            name={person.nativeName}
            delegation={person.delegation}
            className="person-native"
          />
        )}
      </div>
      <div className="row">
        {isHere ? (
          <Chip tone="go" icon={<CircleCheck aria-hidden="true" size={14} />}>
            {t('person.presentToday')}
          </Chip>
        ) : (
          <Chip tone="quiet">{t('person.notToday')}</Chip>
        )}
        <StatusChip status={person.status} />
        {person.vip && (
          <Chip tone="accent" icon={<Star aria-hidden="true" size={14} />}>
            {t('person.vip')}
          </Chip>
        )}
        {!person.listed && (
          <Chip tone="look" icon={<EyeOff aria-hidden="true" size={14} />}>
            {t('person.notListed')}
          </Chip>
        )}
      </div>
      <PersonFacts person={person} />
    </section>
  );
}

function PersonFacts({ person }: { person: DelegateView['delegate'] }): ReactNode {
  const { t } = useWords();
  const names = useEventNames();
  const { shortDay, list } = useFormats();
  const facts = [
    ['delegation', names.delegation(person.delegation)],
    ['administration', person.administration],
    ['jobTitle', person.jobTitle],
    ['category', names.category(person.category)],
    ['role', t(`person.roles.${person.role}`)],
    ['days', person.days === null ? t('person.everyDay') : list(person.days.map(shortDay))],
    ['registrationCode', person.registrationCode],
  ] as const;
  return (
    <dl className="person-facts">
      {facts
        .filter(([, words]) => words !== '')
        .map(([id, words]) => (
          <div key={id}>
            <dt>{t(`person.fact.${id}`)}</dt>
            <dd className={id === 'registrationCode' ? 'code' : ''}>
              <bdi>{words}</bdi>
            </dd>
          </div>
        ))}
    </dl>
  );
}

/** States of a badge that have words here; a newer hub may say others, shown as they are. */
const states = [
  'issued',
  'printed',
  'handed-over',
  'returned',
  'lost',
  'destroyed',
  'not-printed',
] as const;

function Badges({ badges }: { badges: DelegateView['badges'] }): ReactNode {
  const { t } = useWords();
  if (badges.length === 0) return <p className="soft">{t('person.noBadges')}</p>;
  return (
    <ul className="badges">
      {badges.map(({ serial, state, valid }) => {
        const known = states.find((one) => one === state);
        return (
          <li key={serial} data-valid={valid || undefined}>
            {valid ? (
              <BadgeCheck aria-hidden="true" size={18} />
            ) : (
              <BadgeX aria-hidden="true" size={18} />
            )}
            <bdi className="code">{serial}</bdi>
            <span className="small">
              {known === undefined ? state : t(`person.badge.${known}`)}
              {' · '}
              {t(valid ? 'person.badgeValid' : 'person.badgeStale')}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
