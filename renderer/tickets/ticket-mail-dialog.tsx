import {
  History,
  MailCheck,
  MailWarning,
  MailX,
  OctagonPause,
  Send,
  Settings2,
} from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketMailView } from '../../preload/contract/tickets.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Fold } from '../../ui/fold.tsx';
import { useFormats } from '../../ui/formats.ts';
import { Note } from '../../ui/note.tsx';
import { Progress } from '../../ui/progress.tsx';
import { ScrollArea } from '../../ui/scroll-area.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction, useAnswer } from '../base/page-client.ts';
import { useMoment } from '../base/use-moment.ts';
import { MailSettingsForm } from './mail-settings-form.tsx';
import { SendTicketForm } from './send-ticket-dialog.tsx';
import { FaultNote, MailPreview, TestMail } from './try-mail.tsx';

export function TicketMailDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const mail = useAnswer('getTicketMail', [], { renewOn: ['ticketMailChanged'] });
  const [isSettingUp, setIsSettingUp] = useState(false);
  const { value } = mail;
  const isForm = value !== null && (value.settings === null || isSettingUp);
  return (
    <Dialog
      // The key makes it another dialog, so that the focus moves into it.
      key={isForm ? 'server' : 'mails'}
      title={t(isForm ? 'mail.fields.host' : 'mail.title')}
      size="wide"
      closesOutside={false}
      onClose={onClose}
    >
      <FailureNote failure={mail.failure} />
      {value !== null &&
        (isForm ? (
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
  const { counts, people, withoutAddress, replaced, blocked, open } = mail;
  const underWay = counts.waiting + counts.sending;
  const ended = counts.sent + counts.refused + counts.bounced + counts.perhaps;
  const root = useRef<HTMLDivElement>(null);
  /** The pressed button may be gone: keep the focus in the dialog. */
  const keepFocus = (): void => root.current?.focus();
  return (
    <div className="grid gap-5 quiet-focus" ref={root} tabIndex={-1}>
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
        <>
          <FaultNote {...blocked} />
          <p className="small">{t('mail.blockedHint')}</p>
        </>
      )}
      {underWay === 0 && ended > 0 && (
        <Note
          tone={open.length > 0 ? 'look' : 'go'}
          icon={<MailCheck />}
          title={t('mail.sent', { count: counts.sent, formatted: number(counts.sent) })}
        />
      )}
      {replaced > 0 && (
        <p>{t('mail.replaced', { count: replaced, formatted: number(replaced) })}</p>
      )}
      {mail.doubt !== null && <Doubt {...mail.doubt} onPressed={keepFocus} />}
      <Actions mail={mail} onSettings={onSettings} onPressed={keepFocus} />
      {open.length > 0 && <OpenMails open={open} onSent={keepFocus} />}
      <TestMail />
      <MailPreview />
    </div>
  );
}

/**
 * After a restore of the store: the operator decides whether e-mails that may have left are sent
 * again.
 */
function Doubt({
  since,
  count,
  people,
  onPressed,
}: NonNullable<TicketMailView['doubt']> & { onPressed: () => void }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const moment = useMoment();
  const notify = useNotify();
  const { run, busy, failure } = useAction(async (send: boolean) => {
    const done = await ask('resolveTicketDoubt', { send });
    const about = { count: done.count, formatted: number(done.count) };
    notify(t(send ? 'mail.queued' : 'mail.doubt.kept', about));
  });
  const press = async (send: boolean): Promise<void> => {
    await run(send);
    onPressed();
  };
  const about = { count, formatted: number(count) };
  const more = count - people.length;
  return (
    <Note tone="look" icon={<History />} title={t('mail.doubt.title', { at: moment(since) })}>
      <p>{t('mail.doubt.people', about)}</p>
      <Fold label={t('mail.doubt.names')}>
        <ScrollArea label={t('mail.doubt.names')} className="max-h-48">
          <ul>
            {people.map(({ delegateId, printedName }) => (
              <li key={delegateId}>
                <bdi>{printedName}</bdi>
              </li>
            ))}
          </ul>
        </ScrollArea>
        {more > 0 && (
          <p className="small">{t('mail.doubt.more', { count: more, formatted: number(more) })}</p>
        )}
      </Fold>
      <div className="flex flex-wrap gap-3">
        <Button isDisabled={busy} onPress={() => void press(false)}>
          {t('mail.doubt.keep')}
        </Button>
        <Button icon={<Send />} isDisabled={busy} onPress={() => void press(true)}>
          {t('mail.doubt.send', about)}
        </Button>
      </div>
      <FailureNote failure={failure} />
    </Note>
  );
}

function Actions({
  mail,
  onSettings,
  onPressed,
}: {
  mail: TicketMailView;
  onSettings: () => void;
  onPressed: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const notify = useNotify();
  const start = useAction(async () => {
    const { queued } = await ask('startMailing', { scope: { kind: 'roster' } });
    notify(t('mail.queued', { count: queued, formatted: number(queued) }));
  });
  const stop = useAction(async () => {
    const { stopped } = await ask('stopMailing');
    notify(t('mail.stopped', { count: stopped, formatted: number(stopped) }));
  });
  const bounce = useAction(async () => {
    const marked = await ask('importBounces');
    if (marked === null) return;
    const { bounced, unknown, examples } = marked;
    const words = [t('mail.bounced', { count: bounced, formatted: number(bounced) })];
    if (unknown > 0) {
      const about = { count: unknown, formatted: number(unknown) };
      words.push(t('mail.unknown', { ...about, examples: examples.join(', ') }));
    }
    notify(words.join(' '));
  });
  const { waiting } = mail.counts;
  const press = async (run: () => Promise<unknown>): Promise<void> => {
    await run();
    onPressed();
  };
  const left = mail.unsent;
  return (
    <>
      <div className="flex flex-wrap gap-3">
        {(left > 0 || (waiting === 0 && mail.doubt === null)) && (
          <Button
            variant="primary"
            icon={<Send />}
            isDisabled={start.busy || left === 0}
            onPress={() => void press(start.run)}
          >
            {left > 0
              ? t('mail.start', { count: left, formatted: number(left) })
              : t('mail.nobodyLeft')}
          </Button>
        )}
        {waiting > 0 && (
          <Button
            icon={<OctagonPause />}
            isDisabled={stop.busy}
            onPress={() => void press(stop.run)}
          >
            {t('mail.stop')}
          </Button>
        )}
        {mail.counts.sent + mail.counts.perhaps > 0 && (
          <Button icon={<MailX />} isDisabled={bounce.busy} onPress={() => void press(bounce.run)}>
            {t('mail.bounces')}
          </Button>
        )}
        <Button icon={<Settings2 />} onPress={onSettings}>
          {t('mail.settings')}
        </Button>
      </div>
      <FailureNote failure={start.failure ?? stop.failure ?? bounce.failure} />
    </>
  );
}

/**
 * People whose e-mail was refused, or perhaps delivered: with the server's answer, and a way to
 * send it again.
 */
function OpenMails({
  open,
  onSent,
}: {
  open: TicketMailView['open'];
  onSent: () => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <section className="grid gap-3" aria-label={t('mail.open')}>
      <h3 className="text-md flex items-center gap-2">
        <MailWarning size={20} />
        {t('mail.open')}
      </h3>
      <ul className="grid gap-3">
        {open.map((one) => (
          <OpenMail key={one.delegateId} one={one} onSent={onSent} />
        ))}
      </ul>
    </section>
  );
}

function OpenMail({
  one,
  onSent,
}: {
  one: TicketMailView['open'][number];
  onSent: () => void;
}): ReactNode {
  const { t } = useTranslation();
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
      <SendTicketForm
        delegateId={one.delegateId}
        start={one.address}
        label={t('mail.again')}
        onSent={onSent}
      />
    </li>
  );
}
