import { Check, ImagePlus, Palette, Trash2 } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type KioskLanguage, kioskLanguages } from '../../domain/base/language.ts';
import {
  maxLogoLabel,
  maxTicketText,
  type TicketDesign,
} from '../../domain/tickets/ticket-design.ts';
import type { CallOutput } from '../../preload/contract.ts';
import { Button } from '../kit/button.tsx';
import { ask } from '../kit/client/ask.ts';
import { useAction } from '../kit/client/use-action.ts';
import { useAnswer } from '../kit/client/use-answer.ts';
import { Dialog } from '../kit/dialog.tsx';
import { FailureNote } from '../kit/failure-note.tsx';
import { RefusedLogoNote, useLogoPicker } from '../kit/fields/logo-picker.tsx';
import { Select } from '../kit/fields/select.tsx';
import { TextArea } from '../kit/fields/text-area.tsx';
import { TextField } from '../kit/fields/text-field.tsx';
import { Note } from '../kit/note.tsx';
import { useNotify } from '../kit/toast.tsx';
import { useKeptDraft } from '../kit/use-kept-draft.ts';
import { useLater } from '../kit/use-later.ts';
import { usePictureAddress } from '../kit/use-picture-address.ts';
import { useFormats } from '../kit/words/format.ts';
import { MailView } from './mail-view.tsx';

/** Milliseconds without a key before the ticket is drawn again. */
const settling = 250;

/** A logo and a text in each language, with the ticket and the e-mail as they will be. */
export function DesignDialog({ onClose }: { onClose: () => void }): ReactNode {
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
  const { language: screen } = useFormats();
  const notify = useNotify();
  const [language, setLanguage] = useState<KioskLanguage>(screen);
  const verb = useCallback(async (): Promise<void> => {
    await ask('saveTicketDesign', design);
    notify(t('ticketDesign.saved'));
  }, [design, notify, t]);
  const save = useAction(verb);
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
            choices={kioskLanguages.map((id) => ({
              id,
              label: t(`stationSettings.languageNames.${id}`),
            }))}
            value={language}
            onChange={setLanguage}
          />
          <TextArea
            label={t('ticketDesign.text')}
            hint={t(language === 'en' ? 'ticketDesign.englishHint' : 'ticketDesign.textHint')}
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
        <Button look="primary" icon={<Check />} isDisabled={save.busy} onPress={() => void press()}>
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

/** The ticket of an invented person, drawn again once the typing rests. */
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
  // The last one stays until the next one is there.
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
