import { Plus, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import {
  type EventFile,
  maxTicketHosts,
  ticketHostSchema,
} from '../../../../domain/event/event-file.ts';
import { readOpaqueCode } from '../../../../domain/tickets/opaque-code.ts';
import {
  hostOf,
  isOfOtherHost,
  readOutsideTicket,
} from '../../../../domain/tickets/outside-ticket.ts';
import { signedTicketPrefix } from '../../../../domain/tickets/signed-ticket.ts';
import { Button } from '../../../../ui/button.tsx';
import { TextArea } from '../../../../ui/fields/text-area.tsx';
import { TextField } from '../../../../ui/fields/text-field.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Section } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';

interface OutsideTicketsProps {
  file: EventFile;
  onChange: (file: EventFile) => void;
}

/** The systems whose tickets are for this event, and how their codes are read. */
export function OutsideTickets({ file, onChange }: OutsideTicketsProps): ReactNode {
  const { t } = useWords();
  const { ticketHosts } = file;
  const [typed, setTyped] = useState('');
  const host = ticketHostSchema.safeParse(hostOf(typed.trim())).data;
  const isWrong = typed.trim() !== '' && host === undefined;
  const add = (): void => {
    if (host === undefined || ticketHosts.includes(host)) return;
    onChange({ ...file, ticketHosts: [...ticketHosts, host] });
    setTyped('');
  };
  return (
    <Section title={t('event.outside.title')}>
      <p>{t(ticketHosts.length === 0 ? 'event.outside.anyHost' : 'event.outside.someHosts')}</p>
      {ticketHosts.length > 0 && (
        <ul className="flex flex-wrap gap-2" aria-label={t('event.field.ticketHosts')}>
          {ticketHosts.map((one) => (
            <li key={one} className="flex items-center gap-1 border rounded-md ps-3">
              <bdi className="code">{one}</bdi>
              <Button
                variant="quiet"
                size="small"
                icon={<X />}
                aria-label={t('event.outside.removeHost', { host: one })}
                onPress={() =>
                  onChange({ ...file, ticketHosts: ticketHosts.filter((other) => other !== one) })
                }
              >
                {t('event.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Form
        className="flex flex-wrap items-start gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <TextField
          label={t('event.outside.host')}
          hint={t('event.outside.hostHint')}
          maxLength={300}
          error={isWrong ? t('event.wrong') : null}
          value={typed}
          onChange={setTyped}
        />
        <div className="mt-6">
          <Button
            type="submit"
            icon={<Plus />}
            isDisabled={
              host === undefined ||
              ticketHosts.includes(host) ||
              ticketHosts.length >= maxTicketHosts
            }
          >
            {t('event.outside.addHost')}
          </Button>
        </div>
      </Form>
      <Sample ticketHosts={ticketHosts} />
    </Section>
  );
}

/** A sample code, and what stations would read in it. */
function Sample({ ticketHosts }: Pick<EventFile, 'ticketHosts'>): ReactNode {
  const { t } = useWords();
  const [sample, setSample] = useState('');
  const text = sample.trim();
  return (
    <div className="grid gap-2">
      <TextArea
        label={t('event.outside.sample')}
        hint={t('event.outside.sampleHint')}
        value={sample}
        onChange={setSample}
      />
      <div role="status">{text !== '' && <Reading text={text} ticketHosts={ticketHosts} />}</div>
    </div>
  );
}

/** Max readings of a code that are shown; the likeliest come first. */
const textsShown = 5;

function Reading({
  text,
  ticketHosts,
}: {
  text: string;
  ticketHosts: readonly string[];
}): ReactNode {
  const { t } = useWords();
  const isOwn = readOpaqueCode(text).kind !== 'not-ours' || text.startsWith(signedTicketPrefix);
  if (isOwn) return <strong>{t('event.outside.own')}</strong>;
  const read = readOutsideTicket(text);
  const { form, host, texts } = read;
  const isElsewhere = isOfOtherHost(read, ticketHosts);
  return (
    <>
      <strong className={isElsewhere ? 'text-stop-ink' : ''}>
        {t(`event.outside.form.${form}`, { host: host ?? '' })}
        {host !== null && ` ${t(isElsewhere ? 'event.outside.elsewhere' : 'event.outside.here')}`}
      </strong>
      {!isElsewhere && (
        <>
          <p>{t('event.outside.texts')}</p>
          <ul>
            {texts.slice(0, textsShown).map((one) => (
              <li key={one}>
                <bdi className="code wrap-anywhere">{one}</bdi>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
