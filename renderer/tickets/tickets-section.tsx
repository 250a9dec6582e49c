import { Check, FileDown, ImagePlus, Mail, Palette, Ticket, Trash2 } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { firstLanguage, type KioskLanguage, personLanguage } from '../../domain/base/language.ts';
import {
  maxLogoLabel,
  maxTicketText,
  type TicketDesign,
} from '../../domain/tickets/ticket-design.ts';
import {
  isPersonFormat,
  type TicketFormat,
  ticketFormats,
} from '../../domain/tickets/tickets-file.ts';
import type { TicketsProgress } from '../../preload/contract/tickets.ts';
import type { CallOutput } from '../../preload/contract.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { RefusedLogoNote, useLogoPicker } from '../../ui/fields/logo-picker.tsx';
import { Select } from '../../ui/fields/select.tsx';
import { TextArea } from '../../ui/fields/text-area.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { useFormats } from '../../ui/formats.ts';
import { Note } from '../../ui/note.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { useKeptDraft } from '../../ui/use-kept-draft.ts';
import { useLater } from '../../ui/use-later.ts';
import { usePictureAddress } from '../../ui/use-picture-address.ts';
import { ask, onNotice } from '../base/ask.ts';
import { useAction, useAnswer } from '../base/page-client.ts';
import { useMay, useStation } from '../base/station.tsx';
import { MailView } from './mail-view.tsx';
import { TicketMailDialog } from './ticket-mail-dialog.tsx';

/** Milliseconds without a key before the ticket is drawn again. */
const settling = 250;

function DesignDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const saved = useAnswer('getTicketDesign', []);
  const [draft, setDraft, forget] = useKeptDraft<TicketDesign | null>('ticket-design', null);
  const design = draft ?? saved.value;
  const close = (): void => {
    forget();
    onClose();
  };
  return (
    <Dialog title={t('ticketDesign.title')} size="wide" closesOutside={false} onClose={close}>
      <FailureNote failure={saved.failure} />
      {design !== null && <DesignForm design={design} onChange={setDraft} onClose={close} />}
    </Dialog>
  );
}

interface FormProps {
  design: TicketDesign;
  onChange: (design: TicketDesign) => void;
  onClose: () => void;
}

function DesignForm({ design, onChange, onClose }: FormProps): ReactNode {
  const { t } = useTranslation();
  const { language: screen, languageName } = useFormats();
  const notify = useNotify();
  const { event } = useStation();
  const [language, setLanguage] = useState<KioskLanguage>(personLanguage(screen, event));
  const first = firstLanguage(event);
  const save = useAction(async () => {
    await ask('saveTicketDesign', design);
    notify(t('ticketDesign.saved'));
  });
  const press = async (): Promise<void> => {
    if (await save.run()) onClose();
  };
  return (
    <>
      <div className="flex flex-wrap gap-5">
        <div className="grid gap-4 content-start grow basis-80">
          <Logo design={design} onChange={onChange} />
          <Select
            label={t('ticketDesign.language')}
            choices={event.languages.map((id) => ({
              id,
              label: t(`stationSettings.languageNames.${id}`),
            }))}
            value={language}
            onChange={setLanguage}
          />
          <TextArea
            label={t('ticketDesign.text')}
            hint={t(language === first ? 'ticketDesign.firstHint' : 'ticketDesign.textHint', {
              language: languageName(first),
            })}
            value={design.texts[language] ?? ''}
            onChange={(text) =>
              onChange({ ...design, texts: { ...design.texts, [language]: text } })
            }
            maxLength={maxTicketText}
          />
        </div>
        <Preview design={design} language={language} />
      </div>
      <FailureNote failure={save.failure} />
      <div className="dialog-buttons">
        <Button onPress={onClose}>{t('app.cancel')}</Button>
        <Button
          variant="primary"
          icon={<Check />}
          isDisabled={save.busy}
          onPress={() => void press()}
        >
          {t('ticketDesign.save')}
        </Button>
      </div>
    </>
  );
}

function Logo({ design, onChange }: Pick<FormProps, 'design' | 'onChange'>): ReactNode {
  const { t } = useTranslation();
  const picker = useLogoPicker();
  return (
    <section className="grid gap-3" aria-label={t('ticketDesign.logo')}>
      <div className="flex flex-wrap gap-3">
        <Button
          icon={<ImagePlus />}
          onPress={() => picker.choose((png) => onChange({ ...design, logo: png }))}
        >
          {t(design.logo === null ? 'ticketDesign.chooseLogo' : 'editor.changeLogo')}
        </Button>
        {design.logo !== null && (
          <Button icon={<Trash2 />} onPress={() => onChange({ ...design, logo: null })}>
            {t('ticketDesign.removeLogo')}
          </Button>
        )}
      </div>
      {picker.input}
      <RefusedLogoNote refused={picker.refused} />
      {design.logo !== null && (
        <TextField
          label={t('ticketDesign.logoLabel')}
          hint={t('ticketDesign.logoLabelHint')}
          value={design.logoLabel}
          onChange={(logoLabel) => onChange({ ...design, logoLabel })}
          maxLength={maxLogoLabel}
        />
      )}
    </section>
  );
}

/** The ticket of a fictitious person, drawn again when typing pauses. */
function Preview(now: { design: TicketDesign; language: KioskLanguage }): ReactNode {
  const { t } = useTranslation();
  const design = useLater(now.design, settling);
  const { language } = now;
  const { value, failure } = useAnswer(
    'previewTicketMail',
    [{ language, design: design ?? null }],
    { when: design !== undefined },
  );
  const [shown, setShown] = useState<{
    mail: CallOutput<'previewTicketMail'>;
    language: KioskLanguage;
  } | null>(null);
  // Show the last preview until the next one arrives.
  useEffect(() => {
    if (value !== null) setShown({ mail: value, language });
  }, [value, language]);
  const address = usePictureAddress(shown?.mail.ticket, 'image/png');
  return (
    <>
      <div className="grid gap-3 content-start w-64">
        {/* Its place is kept, as that of the e-mail. */}
        <div className="aspect-105/148 rounded-md border overflow-hidden">
          {address !== null && (
            <img className="w-full" src={address} alt={t('ticketDesign.ticket')} />
          )}
        </div>
        <div role="status">
          {shown?.mail.isWhole === false && (
            <Note tone="look" icon={<Palette />} title={t('ticketDesign.cut')}>
              <p>{t('ticketDesign.cutHint')}</p>
            </Note>
          )}
        </div>
        <FailureNote failure={failure} />
      </div>
      <div className="basis-full">
        {(shown !== null || failure === null) && (
          <MailView mail={shown?.mail ?? null} language={shown?.language ?? language} />
        )}
      </div>
    </>
  );
}

/**
 * Everybody's ticket as a file to print, or to send by mail merge; for operators who may export.
 */
export function TicketsSection(): ReactNode {
  const { t } = useTranslation();
  const { number, language } = useFormats();
  const { rosterSize } = useStation();
  const notify = useNotify();
  const mayExport = useMay('export');
  const [dialog, setDialog] = useState<'design' | 'mail' | null>(null);
  const [format, setFormat] = useState<TicketFormat>('pdf');
  const title = useId();
  const { run, busy, failure } = useAction(async () => {
    const saved = await ask('saveTickets', { format, language });
    if (saved === null) return;
    const count = saved.tickets;
    notify(t('tickets.saved', { count, formatted: number(count) }));
  });
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

/**
 * The progress of the file, shown from the first notice: before that the operator chooses its
 * folder.
 */
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
