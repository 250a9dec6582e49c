import { Mail, Send } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isMailAddress } from '../../domain/tickets/ticket-mail.ts';
import { sendsTicket } from '../../domain/tickets/tickets-file.ts';
import type { DeskDelegate } from '../../preload/contract/check-in.ts';
import type { TicketMailOf } from '../../preload/contract/tickets.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { useNavigation } from '../../ui/navigation.tsx';
import { ScrollArea } from '../../ui/scroll-area.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction, useAnswer } from '../base/page-client.ts';
import { useMay } from '../base/station.tsx';
import { useMoment } from '../base/use-moment.ts';

type Receiver = Pick<DeskDelegate, 'id' | 'printedName' | 'email' | 'status'>;

/**
 * Opens the dialog; hidden from operators who may not send tickets, and for people who get none.
 */
export function SendTicketButton({ delegate }: { delegate: Receiver }): ReactNode {
  const { t } = useTranslation();
  const { open, close } = useNavigation();
  const maySend = useMay('export');
  if (!maySend || !sendsTicket(delegate)) return null;
  return (
    <Button
      size="small"
      icon={<Mail />}
      onPress={() => open(<SendTicketDialog delegate={delegate} onClose={close} />)}
    >
      {t('mail.one.button')}
    </Button>
  );
}

/** Sends one person's ticket to an address that can be corrected, and lists what was sent. */
function SendTicketDialog({
  delegate: { id, printedName, email },
  onClose,
}: {
  delegate: Receiver;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { value, failure } = useAnswer('getTicketMailOf', [{ delegateId: id }], {
    renewOn: ['ticketMailChanged'],
  });
  return (
    <Dialog title={t('mail.one.title')} onClose={onClose}>
      <p className="font-semibold wrap-anywhere">
        <bdi>{printedName}</bdi>
      </p>
      <FailureNote failure={failure} />
      {value !== null && (
        <>
          <SentBefore mails={value.mails} />
          {value.isSetUp && value.getsTicket ? (
            <>
              <p className="small">
                {t(value.isReplaced ? 'mail.one.replacedHint' : 'mail.one.hint')}
              </p>
              <SendTicketForm
                delegateId={id}
                start={email || (value.mails[0]?.address ?? '')}
                label={t('mail.one.send')}
                variant="primary"
                onSent={onClose}
              />
            </>
          ) : (
            <p>{t(value.isSetUp ? 'mail.one.noTicket' : 'mail.one.notSetUp')}</p>
          )}
        </>
      )}
    </Dialog>
  );
}

function SentBefore({ mails }: Pick<TicketMailOf, 'mails'>): ReactNode {
  const { t } = useTranslation();
  const moment = useMoment();
  if (mails.length === 0) return <p className="small">{t('mail.one.none')}</p>;
  return (
    <ScrollArea label={t('mail.one.before')} className="max-h-40">
      <ol className="grid gap-2 small">
        {mails.map(({ address, state, answer, wall }) => (
          <li className="grid" key={`${wall} ${address} ${state}`}>
            <span className="flex flex-wrap gap-x-3">
              <span className="figures">{moment(wall)}</span>
              <bdi className="wrap-anywhere">{address}</bdi>
              <strong>{t(`mail.states.${state}`)}</strong>
            </span>
            {answer !== '' && state !== 'sent' && <bdi className="wrap-anywhere">{answer}</bdi>}
          </li>
        ))}
      </ol>
    </ScrollArea>
  );
}

export function SendTicketForm({
  delegateId,
  start,
  label,
  variant = 'plain',
  onSent,
}: {
  delegateId: string;
  /** The proposed address. */
  start: string;
  label: string;
  variant?: 'plain' | 'primary';
  onSent?: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const [address, setAddress] = useState(start);
  const { run, busy, failure } = useAction(async () => {
    await ask('sendTicketAgain', { delegateId, address });
    notify(t('mail.one.queued'));
  });
  const isAddress = isMailAddress(address);
  const send = async (): Promise<void> => {
    if (await run()) onSent?.();
  };
  return (
    <>
      <div className="flex items-end flex-wrap gap-3">
        <div className="grow basis-60">
          <TextField
            label={t('mail.address')}
            value={address}
            onChange={(value) => setAddress(value.trim())}
            maxLength={254}
          />
        </div>
        <Button
          variant={variant}
          icon={<Send />}
          isDisabled={busy || !isAddress}
          onPress={() => void send()}
        >
          {label}
        </Button>
      </div>
      <FailureNote failure={failure} />
    </>
  );
}
