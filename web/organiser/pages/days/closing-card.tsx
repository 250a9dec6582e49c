import { BellRing, CircleCheck, CircleDashed, History, Lock } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { OrganiserDayStatus } from '../../../../domain/organiser/days.ts';
import { Button } from '../../../../ui/button.tsx';
import { FailureNote } from '../../../../ui/failure-note.tsx';
import { FormDialog } from '../../../../ui/form-dialog.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { Note } from '../../../../ui/note.tsx';
import { useNotify } from '../../../../ui/toast.tsx';
import { useAction } from '../../client/page-client.ts';
import { ask } from '../../client/request.ts';
import { useMay } from '../../client/session-store.ts';
import { Section } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';
import { nextRevision, openFindings, openOfDay, summaryOf } from './day-matters.ts';

/** The report's open items, and the two steps of closing: ask the stations, then the hub signs. */
export function ClosingCard({
  status,
  onChanged,
}: {
  status: OrganiserDayStatus;
  onChanged: () => void;
}): ReactNode {
  const { t } = useWords();
  const { number } = useFormats();
  const mayClose = useMay('close-day');
  const { late } = status;
  return (
    <Section title={t('days.closing')}>
      {late > 0 && (
        <Note
          tone="look"
          icon={<History />}
          title={t('days.late', {
            count: late,
            number: number(late),
            revision: nextRevision(status),
          })}
        />
      )}
      {status.begun ? (
        <>
          <StaysOpen status={status} />
          {mayClose ? (
            <Steps status={status} onChanged={onChanged} />
          ) : (
            <p className="small">{t('days.mayNot')}</p>
          )}
        </>
      ) : (
        <p className="text-soft">{t('days.notBegun')}</p>
      )}
    </Section>
  );
}

function Steps({
  status,
  onChanged,
}: {
  status: OrganiserDayStatus;
  onChanged: () => void;
}): ReactNode {
  const { t } = useWords();
  const { time } = useFormats();
  const notify = useNotify();
  const [isClosing, setClosing] = useState(false);
  const { day, calledAt, state } = status;
  const revision = nextRevision(status);
  const call = useAction(async () => {
    await ask('callDay', { day });
    notify(t('days.calledNow'));
    onChanged();
  });
  return (
    <div className="day-closing grid gap-3">
      <FailureNote failure={call.failure} />
      <p className="small">
        {calledAt === null ? t('days.callHint') : t('days.called', { time: time(calledAt) })}
      </p>
      <div className="cluster">
        <Button icon={<BellRing />} isDisabled={call.busy} onPress={() => void call.run()}>
          {t(calledAt === null ? 'days.call' : 'days.callAgain')}
        </Button>
        <Button
          variant={state === 'closed' ? 'plain' : 'primary'}
          icon={<Lock />}
          onPress={() => setClosing(true)}
        >
          {revision === 1 ? t('days.close') : t('days.closeAgain', { revision })}
        </Button>
      </div>
      {isClosing && (
        <CloseDialog
          status={status}
          onClose={() => {
            setClosing(false);
            onChanged();
          }}
        />
      )}
    </div>
  );
}

/** Confirms the close of the day, listing everything that stays open in the report. */
function CloseDialog({
  status,
  onClose,
}: {
  status: OrganiserDayStatus;
  onClose: () => void;
}): ReactNode {
  const { t } = useWords();
  const { day: dayWords } = useFormats();
  const notify = useNotify();
  const { day } = status;
  // The revision when the dialog was opened: if two users close at once, the second is refused.
  const [revision] = useState(() => nextRevision(status));
  const close = useAction(async () => {
    const closed = await ask('closeDay', { day, revision });
    notify(t('days.closedNow', { revision: closed.revision }));
    onClose();
  });
  return (
    <FormDialog
      title={t('days.closeTitle', { day: dayWords(day) })}
      onClose={onClose}
      onSubmit={() => void close.run()}
      failure={close.failure}
      submit={{
        label: revision === 1 ? t('days.close') : t('days.closeAgain', { revision }),
        icon: <Lock size={18} />,
        isDisabled: close.busy,
      }}
    >
      <StaysOpen status={status} />
      <p>{t('days.closeEffect', { revision })}</p>
    </FormDialog>
  );
}

/** The open items of the report, or a note that there are none. */
function StaysOpen({ status }: { status: OrganiserDayStatus }): ReactNode {
  const { t } = useWords();
  const { number, list } = useFormats();
  const all = status.stations.filter(({ verdict }) => verdict !== 'proven');
  const unproven = all.filter(({ noted }) => !noted);
  const explained = all.filter(({ noted }) => noted);
  const findings = openFindings(status);
  if (openOfDay(status) === 0) {
    const isWell = summaryOf(status).every(({ tone }) => tone === 'go');
    const Icon = isWell ? CircleCheck : CircleDashed;
    return (
      <p className={`flex items-center gap-2 ${isWell ? 'text-go-ink' : 'text-look-ink'}`}>
        <Icon size={20} />
        {t(all.length === 0 ? 'days.allWell' : 'days.allNoted')}
      </p>
    );
  }
  return (
    <Note tone="look" icon={<CircleDashed />} title={t('days.staysOpen')}>
      <ul className="bullets">
        {unproven.length > 0 && (
          <li>
            {t('days.stayStations', {
              count: unproven.length,
              number: number(unproven.length),
              names: list(unproven.map(({ name }) => name)),
            })}
          </li>
        )}
        {explained.length > 0 && (
          <li>
            {t('days.stayNoted', {
              count: explained.length,
              number: number(explained.length),
              names: list(explained.map(({ name }) => name)),
            })}
          </li>
        )}
        {findings.map(({ kind, open }) => (
          <li key={kind}>
            {number(open)} {t(`days.finding.${kind}`, { count: open })}
          </li>
        ))}
      </ul>
      <p>{t('days.closeAsIs')}</p>
    </Note>
  );
}
