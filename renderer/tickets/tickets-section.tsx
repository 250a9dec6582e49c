import { FileDown, Mail, Palette, Ticket } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  isPersonFormat,
  type TicketFormat,
  ticketFormats,
} from '../../domain/tickets/tickets-file.ts';
import type { TicketsProgress } from '../../preload/contract/tickets.ts';
import { Button } from '../kit/button.tsx';
import { ask, onNotice } from '../kit/client/ask.ts';
import { useMay } from '../kit/client/rights.ts';
import { useStation } from '../kit/client/station.tsx';
import { useAction } from '../kit/client/use-action.ts';
import { FailureNote } from '../kit/failure-note.tsx';
import { Select } from '../kit/fields/select.tsx';
import { Progress } from '../kit/progress.tsx';
import { useNotify } from '../kit/toast.tsx';
import { useFormats } from '../kit/words/format.ts';
import { DesignDialog } from './design-dialog.tsx';
import { TicketMailDialog } from './ticket-mail-dialog.tsx';

/** Everybody's ticket as a file to print, or to send by mail merge; for those who may export. */
export function TicketsSection(): ReactNode {
  const { t } = useTranslation();
  const { number, language } = useFormats();
  const { rosterSize } = useStation();
  const notify = useNotify();
  const mayExport = useMay('export');
  const [dialog, setDialog] = useState<'design' | 'mail' | null>(null);
  const [format, setFormat] = useState<TicketFormat>('pdf');
  const title = useId();
  const verb = useCallback(async (): Promise<void> => {
    const saved = await ask('saveTickets', { format, language });
    if (saved === null) return;
    const count = saved.tickets;
    notify(t('tickets.saved', { count, formatted: number(count) }));
  }, [format, language, notify, number, t]);
  const { run, busy, failure } = useAction(verb);
  if (!mayExport) return null;
  return (
    <section className="card px-6 py-5 grid gap-4" aria-labelledby={title}>
      <div className="flex items-center flex-wrap gap-x-4 gap-y-3">
        <Ticket size={24} />
        <div className="grow basis-80 min-w-0">
          <h2 className="text-md" id={title}>
            {t('tickets.title')}
          </h2>
          <p className="max-w-176 small">
            {rosterSize === 0 ? t('tickets.nobody') : t('tickets.hint')}
          </p>
        </div>
        <div className="flex items-end flex-wrap gap-3">
          <Select
            label={t('tickets.format')}
            choices={ticketFormats.map((id) => ({ id, label: t(`tickets.formats.${id}`) }))}
            value={format}
            onChange={setFormat}
            isDisabled={busy}
          />
          <Button
            icon={<FileDown />}
            isDisabled={busy || rosterSize === 0}
            onPress={() => void run()}
          >
            {busy ? t('tickets.making') : t('tickets.save')}
          </Button>
          <Button icon={<Palette />} onPress={() => setDialog('design')}>
            {t('tickets.design')}
          </Button>
          <Button icon={<Mail />} isDisabled={rosterSize === 0} onPress={() => setDialog('mail')}>
            {t('tickets.mail')}
          </Button>
        </div>
      </div>
      {busy && <Saving canStop={isPersonFormat(format)} />}
      <FailureNote failure={failure} />
      {dialog === 'design' && <DesignDialog onClose={() => setDialog(null)} />}
      {dialog === 'mail' && <TicketMailDialog onClose={() => setDialog(null)} />}
    </section>
  );
}

/** How far the file is, from the first notice on: before it the operator chooses its place. */
function Saving({ canStop }: { canStop: boolean }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const [progress, setProgress] = useState<TicketsProgress | null>(null);
  const stop = useAction(cancelTickets);
  useEffect(() => onNotice('ticketsProgress', setProgress), []);
  const bar = useRef<HTMLDivElement>(null);
  const isShown = progress !== null;
  useEffect(() => {
    // The section is the last one of a long page.
    if (isShown) bar.current?.scrollIntoView({ block: 'nearest' });
  }, [isShown]);
  if (progress === null) return null;
  const { done, total } = progress;
  return (
    <div className="grid gap-4" ref={bar}>
      <div className="flex items-end flex-wrap gap-4">
        <div className="grow basis-60">
          <Progress
            label={t('tickets.making')}
            fraction={total === 0 ? 0 : done / total}
            valueWords={t('mail.progress', { done: number(done), total: number(total) })}
          />
        </div>
        {canStop && (
          <Button isDisabled={stop.busy} onPress={() => void stop.run()}>
            {t('tickets.stop')}
          </Button>
        )}
      </div>
      <FailureNote failure={stop.failure} />
    </div>
  );
}

const cancelTickets = (): Promise<void> => ask('cancelTickets');
