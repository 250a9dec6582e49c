import { FileCheck2, FileX2, ShieldCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxDeclaredReason } from '../../domain/privacy/outcome.ts';
import type { PurgeView } from '../../preload/contract/privacy.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { usePurgedCount } from '../../ui/privacy/purged-parts.ts';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { useMoment } from '../base/use-moment.ts';

/** What was purged at this station, newest first, each with its certificate. */
export function PurgeList({ purges }: { purges: readonly PurgeView[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <section className="card privacy-card" aria-labelledby="privacy-done">
      <h2 id="privacy-done">{t('privacy.done.title')}</h2>
      {purges.length === 0 && <EmptyState icon={<ShieldCheck />} title={t('privacy.done.none')} />}
      <ol className="grid">
        {purges.map((purge) => (
          <li
            className="flex flex-wrap gap-x-6 gap-y-3 items-start justify-between py-3 border-t"
            key={purge.id}
          >
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
  const purgedCount = usePurgedCount();
  const { done, counts, left, declared } = purge;
  const [asked, setAsked] = useState<string | null>(null);
  return (
    <>
      <div className="grow basis-80 grid gap-2">
        <strong>
          {done === null
            ? t('privacy.done.running')
            : t('privacy.done.at', { moment: moment(done) })}
        </strong>
        <span className="small">
          {t(`privacy.done.by.${purge.cause === 'retention' ? 'rule' : purge.issuer}`)}
        </span>
        {purge.agreedBy !== null && (
          <span className="small">{t('privacy.done.agreed', { name: purge.agreedBy })}</span>
        )}
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
          {counts.map((count) => (
            <li key={count.part}>{purgedCount(count)}</li>
          ))}
        </ul>
        {left.length > 0 && (
          <>
            <span>{t('privacy.done.left')}</span>
            <ul className="grid gap-1 text-sm wrap-anywhere">
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
            <ul className="grid gap-1 text-sm wrap-anywhere">
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
}

function CertificateButton({ id }: { id: string }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { run, busy, failure } = useAction(async () => {
    if (await ask('savePurgeCertificate', { id })) notify(t('privacy.done.saved'));
  });
  return (
    <div>
      <Button icon={<FileCheck2 />} isDisabled={busy} onPress={() => void run()}>
        {t('privacy.done.save')}
      </Button>
      <FailureNote failure={failure} />
    </div>
  );
}

/** Declares with a reason that data beyond the reach of a purge was destroyed. */
function DestroyedDialog({ path, onClose }: { path: string; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [wasSent, setWasSent] = useState(false);
  const { run, busy, failure } = useAction(async () => {
    await ask('declareDestroyed', { path, reason: reason.trim() });
    onClose();
  });
  const isShort = reason.trim().length < 3;
  const send = (): void => {
    setWasSent(true);
    if (!isShort) void run();
  };
  return (
    <FormDialog
      title={t('privacy.destroyed.title')}
      onClose={onClose}
      onSubmit={send}
      failure={failure}
      submit={{
        label: t('privacy.destroyed.confirm'),
        icon: <FileX2 />,
        variant: 'danger',
        isDisabled: busy,
      }}
    >
      <p>{t('privacy.destroyed.hint')}</p>
      <p>
        {t('privacy.destroyed.what')} <bdi className="code">{path}</bdi>
      </p>
      <TextField
        label={t('privacy.destroyed.reason')}
        hint={t('privacy.destroyed.reasonHint')}
        maxLength={maxDeclaredReason}
        value={reason}
        onChange={setReason}
        error={wasSent && isShort ? t('privacy.destroyed.reasonMissing') : null}
      />
    </FormDialog>
  );
}
