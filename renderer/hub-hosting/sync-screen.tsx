import {
  CircleAlert,
  CircleCheckBig,
  CloudOff,
  CloudUpload,
  HardDriveDownload,
  LoaderCircle,
  LogOut,
  type LucideIcon,
  MonitorSmartphone,
  OctagonX,
  Power,
  QrCode,
  RefreshCw,
  Server,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncView } from '../../preload/contract/sync-view.ts';
import { Button } from '../../ui/button.tsx';
import type { Tone } from '../../ui/chip.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Details, SupportText } from '../../ui/fold.tsx';
import { Fingerprint } from '../../ui/hub-hosting/fingerprint.tsx';
import { useNavigation } from '../../ui/navigation.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { useIsSupervisor } from '../base/station.tsx';
import { type HubState, hubState, hubTone } from '../hub-client/hub-state.ts';
import { useSync, useSyncNow } from '../hub-client/sync-provider.tsx';
import { useHubWords } from '../hub-client/use-hub-words.ts';
import { LeaveDialog } from '../sync/leave-dialog.tsx';
import { StickCard } from '../sync/stick-card.tsx';
import { Alone } from './alone.tsx';
import { StillAway } from './coming-back.tsx';
import { StopHostingDialog } from './hosting-dialogs.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { LinkBody, LinkFacts } from './link-body.tsx';
import { NextStep } from './next-step.tsx';
import { PageAccountDialog } from './page-account-dialog.tsx';
import { StationList } from './station-list.tsx';
import '../sync/sync.css';

/** How this desk exchanges records with the others: its hub, the USB stick, and the stations. */
export function SyncScreen(): ReactNode {
  const { t } = useTranslation();
  const { view, failure, syncNow } = useSync();
  const isAlone = view !== null && view.link === null && view.host === null;
  return (
    <main className="screen" aria-label={t('sync.title')}>
      <header className="screen-head sync-head gap-x-6 grid grid-cols-text-end">
        <h1>{t('sync.title')}</h1>
        {view !== null && view.link !== null && (
          <Button
            icon={<RefreshCw />}
            keys={[t('keys.ctrl'), t('keys.shift'), 'S']}
            isDisabled={syncNow.busy}
            onPress={() => void syncNow.run()}
          >
            {t('sync.now')}
          </Button>
        )}
      </header>
      <FailureNote failure={failure ?? syncNow.failure} />
      {isAlone && <Alone />}
      {view !== null && view.host !== null && <HostCard view={view} host={view.host} />}
      {view !== null && view.host === null && view.link !== null && (
        <LinkCard view={view} link={view.link} />
      )}
      {view?.hasPeers === true && <StickCard />}
      {view !== null && hasStations(view) && (
        <section className="grid gap-3" aria-label={t('sync.stations')}>
          <h2 className="text-lg">{t('sync.stations')}</h2>
          <StationList isHosting={view.host?.state === 'running'} />
        </section>
      )}
      {view !== null && view.link !== null && <StickCard />}
    </main>
  );
}

/** True if this desk can list a hub's stations. */
function hasStations({ link, host }: SyncView): boolean {
  return host?.state === 'running' || link !== null;
}

function icon(state: HubState): LucideIcon {
  switch (state.kind) {
    case 'offline':
      return CloudOff;
    case 'trouble':
      return CircleAlert;
    case 'syncing':
      return RefreshCw;
    case 'catching-up':
      return CloudUpload;
    default:
      return CircleCheckBig;
  }
}

/** The link to a hub that runs elsewhere: state, figures and actions. */
function LinkCard({
  view,
  link,
}: {
  view: SyncView;
  link: NonNullable<SyncView['link']>;
}): ReactNode {
  const { t } = useTranslation();
  const { open, close } = useNavigation();
  const isSupervisor = useIsSupervisor();
  const title = useTitle();
  const state = hubState(view, useSyncNow());
  return (
    <section className="card grid gap-5" aria-label={t('link.title')}>
      <StateHead
        tone={hubTone(state)}
        Icon={icon(state)}
        title={title(state)}
        name={link.hubName}
        actions={
          isSupervisor && (
            <Button
              variant="quiet"
              icon={<LogOut className="flips" />}
              onPress={() => open(<LeaveDialog onClose={close} />)}
            >
              {t('link.leave')}
            </Button>
          )
        }
      />
      <LinkBody state={state} link={link} />
      <Details>
        <LinkFacts state={state} link={link} />
        <Address url={link.url} />
      </Details>
    </section>
  );
}

function Address({ url }: { url: string }): ReactNode {
  const { t } = useTranslation();
  return (
    <p className="small">
      {t('sync.address')} <bdi className="code">{url}</bdi>
    </p>
  );
}

/** The state as a sentence. */
function useTitle(): (state: HubState) => string {
  const { t } = useTranslation();
  const hubWords = useHubWords();
  return (state) => {
    if (state.kind === 'trouble') return t(`trouble.${state.group}.title`);
    return state.kind === 'synced' ? t('link.synced') : hubWords(state);
  };
}

type Host = NonNullable<SyncView['host']>;

/** The hub on this desk: state, address, figures of the desk's own link, administration. */
function HostCard({ view, host }: { view: SyncView; host: Host }): ReactNode {
  const { t } = useTranslation();
  const isSupervisor = useIsSupervisor();
  const now = useSyncNow();
  const { link } = view;
  const isRunning = host.state === 'running';
  const detail = host.state === 'failed' ? host.detail : '';
  return (
    <section className="card grid gap-5" aria-label={t('host.title')}>
      <HostHead host={host} name={link?.hubName} />
      {host.state === 'failed' && (
        <NextStep tone="stop" Icon={OctagonX}>
          <p>{t('host.failedRemedy')}</p>
        </NextStep>
      )}
      {link !== null && <LinkBody state={hubState(view, now)} link={link} />}
      {isRunning && <StillAway />}
      {isSupervisor ? (
        <HostActions isRunning={isRunning} />
      ) : (
        <p className="field-hint">{t('sync.supervisorOnly')}</p>
      )}
      {(link !== null || host.state === 'running' || detail !== '') && (
        <Details>
          {link !== null && <LinkFacts state={hubState(view, now)} link={link} />}
          {host.state === 'running' && <Address url={host.url} />}
          {host.state === 'running' && (
            <Fingerprint fingerprint={host.fingerprint} label={t('host.fingerprint')} />
          )}
          {detail !== '' && <SupportText>{detail}</SupportText>}
        </Details>
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
      return <StateHead tone="stop" Icon={OctagonX} title={t('host.failed')} {...named} />;
    case 'running':
      return (
        <StateHead
          tone="go"
          Icon={Server}
          title={t('host.running')}
          {...named}
          actions={<InviteButton />}
        />
      );
  }
}

function InviteButton(): ReactNode {
  const { t } = useTranslation();
  const { open, close } = useNavigation();
  if (!useIsSupervisor()) return null;
  return (
    <Button
      variant="primary"
      icon={<QrCode />}
      onPress={() => open(<InviteDialog onClose={close} />)}
    >
      {t('host.invite')}
    </Button>
  );
}

function HostActions({ isRunning }: { isRunning: boolean }): ReactNode {
  const { t } = useTranslation();
  const { open, close } = useNavigation();
  const notify = useNotify();
  const { run, busy, failure } = useAction(async () => {
    if (await ask('backUpHub')) notify(t('host.backedUp'));
  });
  return (
    <div className="flex items-center flex-wrap gap-3">
      {isRunning && (
        <Button
          icon={<MonitorSmartphone />}
          onPress={() => open(<PageAccountDialog onClose={close} />)}
        >
          {t('host.pageAccount')}
        </Button>
      )}
      {isRunning && (
        <Button icon={<HardDriveDownload />} isDisabled={busy} onPress={() => void run()}>
          {t('host.backUp')}
        </Button>
      )}
      <Button
        variant={isRunning ? 'quiet' : 'plain'}
        icon={<Power />}
        onPress={() => open(<StopHostingDialog onClose={close} />)}
      >
        {t('host.stop')}
      </Button>
      <FailureNote failure={failure} />
    </div>
  );
}

function StateHead({
  tone,
  Icon,
  title,
  name,
  actions,
}: {
  tone: Tone;
  Icon: LucideIcon;
  title: string;
  name?: string;
  actions?: ReactNode;
}): ReactNode {
  return (
    <header className="grid grid-cols-sides gap-4 items-center">
      <span
        className="size-14 grid place-items-center rounded-full bg-sunken text-ink toned"
        data-tone={tone}
      >
        <Icon aria-hidden="true" size={26} />
      </span>
      <div className="grid gap-0.5 min-w-0">
        <h2 className="figures text-xl">{title}</h2>
        {name !== undefined && <bdi className="font-semibold wrap-anywhere">{name}</bdi>}
      </div>
      {actions !== undefined && actions !== false && <div>{actions}</div>}
    </header>
  );
}
