import {
  CircleAlert,
  MailCheck,
  MailWarning,
  OctagonPause,
  RotateCw,
  Send,
  Settings2,
} from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mailAddressSchema } from '../../domain/tickets/ticket-mail.ts';
import type { TicketMailView } from '../../preload/contract/tickets.ts';
import { Button } from '../kit/button.tsx';
import { ask } from '../kit/client/ask.ts';
import { useAction } from '../kit/client/use-action.ts';
import { useAnswer } from '../kit/client/use-answer.ts';
import { Dialog } from '../kit/dialog.tsx';
import { FailureNote } from '../kit/failure-note.tsx';
import { TextField } from '../kit/fields/text-field.tsx';
import { Note } from '../kit/note.tsx';
import { Progress } from '../kit/progress.tsx';
import { useNotify } from '../kit/toast.tsx';
import { useFormats } from '../kit/words/format.ts';
import { MailSettingsForm, TestMail } from './mail-settings-form.tsx';

/** Tickets by e-mail: set up, tried on oneself, sent, and what became of each. */
export function TicketMailDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const mail = useAnswer('getTicketMail', [], { renewOn: ['ticketMailChanged'] });
  const [isSettingUp, setIsSettingUp] = useState(false);
  const { value } = mail;
  return (
    <Dialog title={t('mail.title')} size="wide" closesOutside={false} onClose={onClose}>
      <FailureNote failure={mail.failure} />
      {value !== null &&
        (value.settings === null || isSettingUp ? (
          <MailSettingsForm
            settings={value.settings}
            hasPassword={value.hasPassword}
            onCancel={value.settings === null ? null : () => setIsSettingUp(false)}
            onSaved={() => {
              setIsSettingUp(false);
              mail.renew();
            }}
          />
        ) : (
          <Overview mail={value} onSettings={() => setIsSettingUp(true)} />
        ))}
    </Dialog>
  );
}

function Overview({
  mail,
  onSettings,
}: {
  mail: TicketMailView;
  onSettings: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { counts, people, withoutAddress, blocked, open } = mail;
  const underWay = counts.waiting + counts.sending;
  const ended = counts.sent + counts.refused + counts.perhaps;
  return (
    <div className="grid gap-5">
      <p>
        {t('mail.people', { count: people, formatted: number(people) })}{' '}
        {withoutAddress > 0 &&
          t('mail.withoutAddress', { count: withoutAddress, formatted: number(withoutAddress) })}
      </p>
      {underWay > 0 && (
        <Progress
          label={t('mail.sending')}
          fraction={ended / (ended + underWay)}
          valueWords={t('mail.progress', { done: number(ended), total: number(ended + underWay) })}
        />
      )}
      {blocked !== null && (
        <Note
          tone="stop"
          icon={<CircleAlert size={18} />}
          title={t(`mail.result.${blocked.problem}`)}
        >
          <p>
            <bdi>{blocked.answer}</bdi>
          </p>
          <p>{t('mail.blockedHint')}</p>
        </Note>
      )}
      {underWay === 0 && ended > 0 && (
        <Note
          tone={counts.refused + counts.perhaps > 0 ? 'look' : 'go'}
          icon={<MailCheck size={18} />}
          title={t('mail.sent', { count: counts.sent, formatted: number(counts.sent) })}
        />
      )}
      <Actions mail={mail} onSettings={onSettings} />
      {open.length > 0 && <OpenMails open={open} />}
      <TestMail />
    </div>
  );
}

function Actions({
  mail,
  onSettings,
}: {
  mail: TicketMailView;
  onSettings: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const notify = useNotify();
  const startVerb = useCallback(async (): Promise<void> => {
    const { queued } = await ask('startMailing');
    notify(t('mail.queued', { count: queued, formatted: number(queued) }));
  }, [notify, number, t]);
  const stopVerb = useCallback(async (): Promise<void> => {
    const { stopped } = await ask('stopMailing');
    notify(t('mail.stopped', { count: stopped, formatted: number(stopped) }));
  }, [notify, number, t]);
  const start = useAction(startVerb);
  const stop = useAction(stopVerb);
  const { waiting } = mail.counts;
  const left = mail.unsent;
  return (
    <>
      <div className="flex flex-wrap gap-3">
        <Button
          look="primary"
          icon={<Send />}
          isDisabled={start.busy || left <= 0}
          onPress={() => void start.run()}
        >
          {left > 0
            ? t('mail.start', { count: left, formatted: number(left) })
            : t('mail.nobodyLeft')}
        </Button>
        {waiting > 0 && (
          <Button icon={<OctagonPause />} isDisabled={stop.busy} onPress={() => void stop.run()}>
            {t('mail.stop')}
          </Button>
        )}
        <Button icon={<Settings2 />} onPress={onSettings}>
          {t('mail.settings')}
        </Button>
      </div>
      <FailureNote failure={start.failure ?? stop.failure} />
    </>
  );
}

/** Those who were refused, or perhaps got theirs: with the server's words, to be sent again. */
function OpenMails({ open }: { open: TicketMailView['open'] }): ReactNode {
  const { t } = useTranslation();
  return (
    <section className="grid gap-3" aria-label={t('mail.open')}>
      <h3 className="text-md flex items-center gap-2">
        <MailWarning size={20} />
        {t('mail.open')}
      </h3>
      <ul className="grid gap-3 max-h-80 overflow-y-auto">
        {open.map((one) => (
          <OpenMail key={one.delegateId} one={one} />
        ))}
      </ul>
    </section>
  );
}

function OpenMail({ one }: { one: TicketMailView['open'][number] }): ReactNode {
  const { t } = useTranslation();
  const [address, setAddress] = useState(one.address);
  const verb = useCallback(
    () => ask('sendTicketAgain', { delegateId: one.delegateId, address }),
    [address, one.delegateId],
  );
  const { run, busy, failure } = useAction(verb);
  const isAddress = mailAddressSchema.safeParse(address).success;
  return (
    <li className="card p-4 grid gap-2">
      <div className="flex flex-wrap gap-x-3">
        <strong>
          <bdi>{one.printedName}</bdi>
        </strong>
        <span>{t(`mail.states.${one.state}`)}</span>
      </div>
      {one.answer !== '' && (
        <p className="small wrap-anywhere">
          <bdi>{one.answer}</bdi>
        </p>
      )}
      <div className="flex items-end flex-wrap gap-3">
        <div className="grow basis-60">
          <TextField
            label={t('mail.address')}
            value={address}
            onChange={(value) => setAddress(value.trim())}
            maxLength={254}
          />
        </div>
        <Button icon={<RotateCw />} isDisabled={busy || !isAddress} onPress={() => void run()}>
          {t('mail.again')}
        </Button>
      </div>
      <FailureNote failure={failure} />
    </li>
  );
}
