import { HardDriveDownload, LoaderCircle, OctagonX, Power, QrCode, Server } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncView } from '../../../preload/contract/sync.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { ask } from '../../client/ask.ts';
import { useIsSupervisor } from '../../client/station.tsx';
import { useAction } from '../../client/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Note } from '../../ui/note.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { Pin } from './pin.tsx';
import { StateHead } from './state-head.tsx';
import { useSync } from './sync-provider.tsx';

type Host = NonNullable<SyncView['host']>;

/** The hub that runs on this desk: state, address, and what its keeper can do. */
export function HostCard({ host }: { host: Host }): ReactNode {
  const { t } = useTranslation();
  const { view } = useSync();
  const isSupervisor = useIsSupervisor();
  return (
    <section className="card sync-card" aria-label={t('host.title')}>
      <HostHead host={host} name={view?.link?.hubName} />
      {host.state === 'failed' && (
        <Note tone="stop" icon={<OctagonX aria-hidden="true" size={20} />} title={t('host.failed')}>
          <p>{t('host.failedRemedy')}</p>
          {host.detail !== '' && <bdi className="note-detail code">{host.detail}</bdi>}
        </Note>
      )}
      {host.state === 'running' && <Pin pin={host.pin} label={t('host.pin')} />}
      {isSupervisor ? (
        <HostActions isRunning={host.state === 'running'} />
      ) : (
        <p className="field-hint">{t('sync.supervisorOnly')}</p>
      )}
    </section>
  );
}

function HostHead({ host, name }: { host: Host; name: string | undefined }): ReactNode {
  const { t } = useTranslation();
  const named = name === undefined ? {} : { name };
  switch (host.state) {
    case 'starting':
      return <StateHead tone="accent" Icon={LoaderCircle} title={t('hub.host-starting')} />;
    case 'failed':
      return <StateHead tone="stop" Icon={OctagonX} title={t('hub.host-failed')} {...named} />;
    case 'running':
      return (
        <StateHead
          tone="go"
          Icon={Server}
          title={t('host.running')}
          {...named}
          address={host.url}
        />
      );
  }
}

function HostActions({ isRunning }: { isRunning: boolean }): ReactNode {
  const { t } = useTranslation();
  const { open } = useNavigation();
  const notify = useNotify();
  const verb = useCallback(async (): Promise<void> => {
    if (await ask('backUpHub')) notify(t('host.backedUp'));
  }, [notify, t]);
  const { run, busy, failure } = useAction(verb);
  return (
    <>
      <FailureNote failure={failure} />
      <div className="sync-actions">
        {isRunning && (
          <>
            <Button
              look="primary"
              icon={<QrCode aria-hidden="true" size={18} />}
              onPress={() => open({ kind: 'invite' })}
            >
              {t('host.invite')}
            </Button>
            <Button
              icon={<HardDriveDownload aria-hidden="true" size={18} />}
              isDisabled={busy}
              onPress={() => void run()}
            >
              {t('host.backUp')}
            </Button>
          </>
        )}
        <Button
          look="quiet"
          icon={<Power aria-hidden="true" size={18} />}
          onPress={() => open({ kind: 'stop-hosting' })}
        >
          {t('host.stop')}
        </Button>
      </div>
    </>
  );
}
