import { FileDown, ListChecks } from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BundlePreview } from '../../../preload/contract/support.ts';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { useFormats } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useNotify } from '../../ui/toast.tsx';

/** One file for whoever helps from afar: shown first, saved then. */
export function SupportCard(): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { number } = useFormats();
  const [preview, setPreview] = useState<BundlePreview | null>(null);
  const show = useAction(
    useCallback(async () => setPreview(await ask('previewSupportBundle')), []),
  );
  const save = useAction(
    useCallback(async () => {
      if (await ask('saveSupportBundle')) notify(t('health.support.saved'));
    }, [notify, t]),
  );
  return (
    <section className="card health-card" aria-labelledby="health-support">
      <h2 id="health-support">{t('health.support.title')}</h2>
      <p>{t('health.support.lead')}</p>
      {preview === null ? (
        <Button
          isDisabled={show.busy}
          icon={<ListChecks aria-hidden="true" size={18} />}
          onPress={() => void show.run()}
        >
          {t('health.support.show')}
        </Button>
      ) : (
        <>
          <ul className="health-files">
            {preview.files.map(({ name, bytes }) => (
              <li key={name}>
                <bdi className="code">{name}</bdi>
                <span className="figures">
                  {t('health.kilobytes', { size: number(Math.ceil(bytes / 1024)) })}
                </span>
              </li>
            ))}
          </ul>
          <Button
            look="primary"
            isDisabled={save.busy}
            icon={<FileDown aria-hidden="true" size={18} />}
            onPress={() => void save.run()}
          >
            {t('health.support.save')}
          </Button>
        </>
      )}
      <FailureNote failure={show.failure ?? save.failure} />
    </section>
  );
}
