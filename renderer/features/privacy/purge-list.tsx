import { FileCheck2, ShieldCheck } from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { purgeParts } from '../../../domain/purge/outcome.ts';
import type { PurgeView } from '../../../preload/contract/privacy.ts';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { useFormats } from '../../i18n/format.ts';
import { useMoment } from '../../i18n/use-moment.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { DestroyedDialog } from './destroyed-dialog.tsx';

/** What was purged at this station, the newest first, each with its certificate. */
export function PurgeList({ purges }: { purges: readonly PurgeView[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <section className="card privacy-card" aria-labelledby="privacy-done">
      <h2 id="privacy-done">{t('privacy.done.title')}</h2>
      {purges.length === 0 && (
        <EmptyState
          icon={<ShieldCheck aria-hidden="true" size={22} />}
          title={t('privacy.done.none')}
        />
      )}
      <ol className="privacy-purges">
        {purges.map((purge) => (
          <li key={purge.id}>
            <Purge purge={purge} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Purge({ purge }: { purge: PurgeView }): ReactNode {
  const { t } = useTranslation();
  const moment = useMoment();
  const { number } = useFormats();
  const { done, counts, left, declared } = purge;
  const [asked, setAsked] = useState<string | null>(null);
  return (
    <>
      <div className="privacy-purge-words">
        <strong>
          {done === null
            ? t('privacy.done.running')
            : t('privacy.done.at', { moment: moment(done) })}
        </strong>
        <span className="privacy-soft">
          {t(`privacy.done.by.${purge.cause === 'retention' ? 'rule' : purge.issuer}`)}
        </span>
        {purge.agreedBy !== null && (
          <span className="privacy-soft">{t('privacy.done.agreed', { name: purge.agreedBy })}</span>
        )}
        <ul className="privacy-counts">
          {counts.map(({ part, count }) => (
            <li key={part}>{`${number(count)} ${partWords(part)}`}</li>
          ))}
        </ul>
        {left.length > 0 && (
          <>
            <span>{t('privacy.done.left')}</span>
            <ul className="privacy-left">
              {left.map(({ path, why }) => (
                <li key={path}>
                  <bdi className="code">{path}</bdi> <span>{t(`privacy.why.${why}`)}</span>
                  {done !== null && (
                    <Button onPress={() => setAsked(path)}>{t('privacy.destroyed.action')}</Button>
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
        {declared.length > 0 && (
          <>
            <span>{t('privacy.done.destroyed')}</span>
            <ul className="privacy-left">
              {declared.map(({ path, reason }) => (
                <li key={path}>
                  <bdi className="code">{path}</bdi> <bdi>{reason}</bdi>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      {done !== null && <CertificateButton id={purge.id} />}
      {asked !== null && <DestroyedDialog path={asked} onClose={() => setAsked(null)} />}
    </>
  );

  function partWords(part: string): string {
    const known = purgeParts.find((one) => one === part);
    return known === undefined ? part : t(`privacy.purged.${known}`);
  }
}

function CertificateButton({ id }: { id: string }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const verb = useCallback(async (): Promise<void> => {
    if (await ask('savePurgeCertificate', { id })) notify(t('privacy.done.saved'));
  }, [id, notify, t]);
  const { run, busy, failure } = useAction(verb);
  return (
    <div>
      <Button
        icon={<FileCheck2 aria-hidden="true" size={18} />}
        isDisabled={busy}
        onPress={() => void run()}
      >
        {t('privacy.done.save')}
      </Button>
      <FailureNote failure={failure} />
    </div>
  );
}
