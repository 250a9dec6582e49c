import {
  ArrowLeft,
  BadgeCheck,
  BadgeX,
  CircleCheck,
  EyeOff,
  FileDown,
  RefreshCw,
  Star,
} from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { csvFile } from '../../../../domain/base/csv.ts';
import { hasDelegations } from '../../../../domain/delegations.ts';
import type { DelegateView } from '../../../../domain/organiser/roster.ts';
import type { Ticket } from '../../../../domain/organiser/tickets.ts';
import { Button } from '../../../../ui/button.tsx';
import { Chip } from '../../../../ui/chip.tsx';
import { type Column, DataTable } from '../../../../ui/data-table.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { FormDialog } from '../../../../ui/form-dialog.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { NativeName } from '../../../../ui/native-name.tsx';
import { fieldLabel } from '../../../../ui/roster/field-label.ts';
import { addressOf } from '../../app/route.ts';
import { useEvent, useEventNames } from '../../client/event-context.tsx';
import { useAction, useAnswer } from '../../client/page-client.ts';
import { ask } from '../../client/request.ts';
import { useMay } from '../../client/session-store.ts';
import { Answered } from '../../parts/answered.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { StatusChip } from '../../parts/status-chip.tsx';
import { useWords } from '../../words.ts';
import './people.css';

/** All that the hub knows about one person. Requested once: each answer is audited. */
export function DelegatePage({ id }: { id: string }): ReactNode {
  const { t } = useWords();
  const mayRenew = useMay('renew-ticket');
  const view = useAnswer('delegate', [{}, id], { once: true });
  const { value } = view;
  return (
    <Page
      title={value?.delegate.printedName ?? t('person.title')}
      lead={
        <a className="back" href={addressOf('search')}>
          <ArrowLeft size={16} />
          {t('person.back')}
        </a>
      }
    >
      <Answered answer={view}>
        {(known) => (
          <div className="person-grid grid gap-4 items-start">
            <PersonCard person={known.delegate} admissions={known.admissions} />
            <div className="grid content-start gap-4 min-w-0">
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
    <section className="card person grid gap-4">
      <div className="grid">
        {person.title !== '' && <span className="small">{person.title}</span>}
        <h2 className="text-xl">
          <bdi>{person.printedName}</bdi>
        </h2>
        {person.nativeName !== '' && (
          <NativeName name={person.nativeName} delegation={person.delegation} className="text-lg" />
        )}
      </div>
      <div className="cluster">
        {isHere ? (
          <Chip tone="go" icon={<CircleCheck size={14} />}>
            {t('person.presentToday')}
          </Chip>
        ) : (
          <Chip tone="quiet">{t('person.notToday')}</Chip>
        )}
        <StatusChip status={person.status} />
        {person.vip && (
          <Chip tone="accent" icon={<Star size={14} />}>
            {t('person.vip')}
          </Chip>
        )}
        {!person.listed && (
          <Chip tone="look" icon={<EyeOff size={14} />}>
            {t('person.notListed')}
          </Chip>
        )}
      </div>
      <PersonFacts person={person} />
    </section>
  );
}

function PersonFacts({ person }: { person: DelegateView['delegate'] }): ReactNode {
  const { t, language } = useWords();
  const event = useEvent();
  const names = useEventNames();
  const { shortDay, list } = useFormats();
  const facts = [
    ['delegation', names.delegation(person.delegation)],
    ['administration', person.administration],
    ['jobTitle', person.jobTitle],
    ['category', names.category(person.category)],
    ['role', hasDelegations(event) ? t(`person.roles.${person.role}`) : ''],
    ['days', person.days === null ? t('person.everyDay') : list(person.days.map(shortDay))],
    ['registrationCode', person.registrationCode],
  ] as const;
  return (
    <dl className="person-facts grid gap-3 text-sm">
      {facts
        .filter(([, words]) => words !== '')
        .map(([id, words]) => (
          <div key={id}>
            <dt className="text-soft">
              {id === 'administration' ? fieldLabel(id, event, language) : t(`person.fact.${id}`)}
            </dt>
            <dd className={id === 'registrationCode' ? 'code' : ''}>
              <bdi>{words}</bdi>
            </dd>
          </div>
        ))}
    </dl>
  );
}

/** States of a badge that have texts here; a newer hub may send others, shown as they are. */
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
  if (badges.length === 0) return <p className="text-soft">{t('person.noBadges')}</p>;
  return (
    <ul className="badges grid gap-2">
      {badges.map(({ serial, state, valid }) => {
        const known = states.find((one) => one === state);
        return (
          <li
            className="flex items-center flex-wrap gap-x-2 gap-y-1"
            key={serial}
            data-valid={valid || undefined}
          >
            {valid ? (
              <BadgeCheck className="text-soft" size={18} />
            ) : (
              <BadgeX className="text-soft" size={18} />
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

type Admission = DelegateView['admissions'][number];

/** When and where a delegate was admitted, and whether each admission counts. */
function AdmissionsTable({ admissions }: { admissions: readonly Admission[] }): ReactNode {
  const { t } = useWords();
  const { moment } = useFormats();
  const { checkpoint } = useEventNames();
  const columns: Column<Admission>[] = [
    {
      id: 'when',
      heading: t('person.when'),
      isTitle: true,
      cell: ({ wall }) => <span className="figures">{moment(wall)}</span>,
    },
    {
      id: 'where',
      heading: t('person.where'),
      cell: (row) => <bdi>{checkpoint(row.checkpoint)}</bdi>,
    },
    {
      id: 'by',
      heading: t('person.by'),
      cell: ({ stationName, operatorName }) => (
        <bdi>{operatorName === null ? stationName : `${stationName} · ${operatorName}`}</bdi>
      ),
    },
    {
      id: 'state',
      heading: t('person.state'),
      cell: ({ state }) => (
        <Chip tone={state === 'standing' ? 'go' : state === 'duplicate' ? 'look' : 'quiet'}>
          {t(`person.admission.${state}`)}
        </Chip>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('person.admissions')}
      columns={columns}
      rows={admissions}
      keyOf={({ id }) => id}
      empty={<p className="text-soft">{t('person.noAdmissions')}</p>}
    />
  );
}

function RenewTicket({ id }: { id: string }): ReactNode {
  const { t } = useWords();
  const [step, setStep] = useState<'closed' | 'asking' | Ticket>('closed');
  const close = (): void => setStep('closed');
  return (
    <>
      <div className="cluster">
        <Button size="small" icon={<RefreshCw />} onPress={() => setStep('asking')}>
          {t('tickets.renewOne')}
        </Button>
      </div>
      {step === 'asking' && <AskDialog id={id} onRenewed={setStep} onClose={close} />}
      {typeof step === 'object' && <CodeDialog ticket={step} onClose={close} />}
    </>
  );
}

function AskDialog({
  id,
  onRenewed,
  onClose,
}: {
  id: string;
  onRenewed: (ticket: Ticket) => void;
  onClose: () => void;
}): ReactNode {
  const { t } = useWords();
  const renew = useAction(async () => onRenewed(await ask('renewTicket', {}, id)));
  return (
    <FormDialog
      title={t('tickets.renewOneTitle')}
      onClose={onClose}
      onSubmit={() => void renew.run()}
      failure={renew.failure}
      submit={{
        label: t('tickets.renewOne'),
        icon: <RefreshCw size={18} />,
        variant: 'danger',
        isDisabled: renew.busy,
      }}
    >
      <ul className="bullets">
        <li>{t('tickets.effect.sentOne')}</li>
        <li>{t('tickets.effect.connected')}</li>
        <li>{t('tickets.effect.badges')}</li>
        <li>{t('tickets.effect.codeOne')}</li>
      </ul>
    </FormDialog>
  );
}

/** The new code, for sending the ticket. */
function CodeDialog({ ticket, onClose }: { ticket: Ticket; onClose: () => void }): ReactNode {
  const { t } = useWords();
  const { registrationCode, printedName, code } = ticket;
  const save = (): void => {
    const lines = [
      ['Registration code', 'Name', 'Ticket code'],
      [registrationCode, printedName, code],
    ];
    const name = `${t('tickets.fileOne', { code: registrationCode.replace(/[^\w.-]/g, '_') })}.csv`;
    saveFile(new Blob([csvFile(lines, ',')], { type: 'text/csv' }), name);
  };
  return (
    <Dialog
      title={t('tickets.newCode', { name: printedName })}
      onClose={onClose}
      actions={
        <Button variant="primary" icon={<FileDown />} onPress={save}>
          {t('tickets.saveOne')}
        </Button>
      }
    >
      <p>
        <bdi className="code">{code}</bdi>
      </p>
      <p>{t('tickets.newCodeHint')}</p>
    </Dialog>
  );
}
