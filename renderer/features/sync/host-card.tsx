import {
  HardDriveDownload,
  LoaderCircle,
  MonitorSmartphone,
  OctagonX,
  Power,
  QrCode,
  Server,
} from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncView } from '../../../preload/contract/sync.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { ask } from '../../client/ask.ts';
import { useIsSupervisor } from '../../client/station.tsx';
import { useAction } from '../../client/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { Fingerprint } from './fingerprint.tsx';
import { hubState } from './hub-state.ts';
import { LinkBody } from './link-body.tsx';
import { NextStep } from './next-step.tsx';
import { StateHead } from './state-head.tsx';
import { useSyncNow } from './sync-provider.tsx';

type Host = NonNullable<SyncView['host']>;

/** The hub that runs on this desk: state, address, facts of this desk's own link, and what its keeper can do. */
export function HostCard({ view, host }: { view: SyncView; host: Host }): ReactNode {
  const { t } = useTranslation();
  const isSupervisor = useIsSupervisor();
  const now = useSyncNow();
  const { link } = view;
  const isRunning = host.state === 'running';
  return (
    <section className="card sync-card" aria-label={t('host.title')}>
      <HostHead host={host} name={link?.hubName} />
      {host.state === 'failed' && (
        <NextStep tone="stop" Icon={OctagonX}>
          <p>{t('host.failedRemedy')}</p>
          {host.detail !== '' && <bdi className="code">{host.detail}</bdi>}
        </NextStep>
      )}
      {link !== null && <LinkBody state={hubState(view, now)} link={link} />}
      <div className="host-foot">
        {isRunning && <Fingerprint pin={host.pin} label={t('host.pin')} />}
        {isSupervisor ? (
          <HostActions isRunning={isRunning} />
        ) : (
          <p className="field-hint">{t('sync.supervisorOnly')}</p>
        )}
      </div>
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
      return <StateHead tone="stop" Icon={OctagonX} title={t('host.failed')} {...named} />;
    case 'running':
      return (
        <StateHead
          tone="go"
          Icon={Server}
          title={t('host.running')}
          {...named}
          address={host.url}
          actions={<InviteButton />}
        />
      );
  }
}

function InviteButton(): ReactNode {
  const { t } = useTranslation();
  const { open } = useNavigation();
  if (!useIsSupervisor()) return null;
  return (
    <Button
      look="primary"
      icon={<QrCode aria-hidden="true" size={18} />}
      onPress={() => open({ kind: 'invite' })}
    >
      {t('host.invite')}
    </Button>
  );
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
    <div className="sync-actions">
      {isRunning && (
        <Button
          icon={<MonitorSmartphone aria-hidden="true" size={18} />}
          onPress={() => open({ kind: 'page-account' })}
        >
          {t('host.pageAccount')}
        </Button>
      )}
      {isRunning && (
        <Button
          icon={<HardDriveDownload aria-hidden="true" size={18} />}
          isDisabled={busy}
          onPress={() => void run()}
        >
          {t('host.backUp')}
        </Button>
      )}
      <Button
        look={isRunning ? 'quiet' : 'plain'}
        icon={<Power aria-hidden="true" size={18} />}
        onPress={() => open({ kind: 'stop-hosting' })}
      >
        {t('host.stop')}
      </Button>
      <FailureNote failure={failure} />
    </div>
  );
}
