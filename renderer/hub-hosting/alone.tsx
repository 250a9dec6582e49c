import { PackagePlus, QrCode, Server } from 'lucide-react';
import { createElement, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useNavigation } from '../../ui/navigation.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { useIsSupervisor } from '../base/station.tsx';
import { useSync } from '../hub-client/sync-provider.tsx';
import { MakePackageDialog } from '../station/set-up/make-package-dialog.tsx';
import { JoinDialog } from '../sync/join-dialog.tsx';
import { firstHubDraft, hubOf } from './hub-draft.ts';
import { HubForm } from './hub-form.tsx';
import './alone.css';
import './hub-dialogs.css';

const desks = [
  { x: 18, y: 18 },
  { x: 182, y: 18 },
  { x: 18, y: 102 },
  { x: 182, y: 102 },
];

/**
 * A drawing of four desks and the hub between them. Hidden from screen readers, because the text
 * says the same.
 */
function HubArt(): ReactNode {
  return (
    <svg className="hub-art w-full" viewBox="0 0 200 120" aria-hidden="true">
      {desks.map(({ x, y }) => (
        <path key={`${x} ${y}`} className="hub-art-line stroke-edge" d={`M${x} ${y} L100 60`} />
      ))}
      {desks.map(({ x, y }) => (
        <g key={`${x} ${y}`} transform={`translate(${x} ${y})`}>
          <rect
            className="fill-page stroke-2 stroke-edge"
            x="-16"
            y="-13"
            width="32"
            height="22"
            rx="4"
          />
          <path className="[stroke-linecap:round] stroke-3 stroke-edge" d="M-8 14 H8" />
        </g>
      ))}
      <circle className="fill-ribbon-a" cx="100" cy="60" r="24" />
      <path className="hub-art-mark" d="M90 54 H110 M90 60 H110 M90 66 H103" />
    </svg>
  );
}

const ways = [
  { way: 'join', Icon: QrCode },
  { way: 'host', Icon: Server },
  { way: 'package', Icon: PackagePlus },
] as const;

const dialogs = { join: JoinDialog, host: HostDialog, package: MakePackageDialog };

/** No hub yet: what a hub offers, the two ways to get one, and how to work without one. */
export function Alone(): ReactNode {
  const { t } = useTranslation();
  const { open, close } = useNavigation();
  const isSupervisor = useIsSupervisor();
  return (
    <section className="alone card grid gap-6 p-8" aria-labelledby="alone-title">
      <div className="alone-lead grid-cols-[12.5rem_minmax(0,1fr)] grid gap-8 items-center">
        <HubArt />
        <div>
          <h2 className="text-xl" id="alone-title">
            {t('alone.title')}
          </h2>
          <p className="mt-2 text-soft">{t('alone.hint')}</p>
        </div>
      </div>
      <div className="grid-cols-fit-72 grid gap-4">
        {ways.map(({ way, Icon }) => (
          <div key={way} className="alone-way grid items-center gap-y-2 gap-x-4 p-5 rounded-lg">
            <span className="size-12 grid place-items-center rounded-full bg-accent-soft text-accent">
              <Icon aria-hidden="true" size={24} />
            </span>
            <h3 className="text-lg">{t(`alone.${way}.title`)}</h3>
            <p className="col-span-full self-start">{t(`alone.${way}.when`)}</p>
            {isSupervisor && (
              <Button
                variant={way === 'join' ? 'primary' : 'plain'}
                size="large"
                onPress={() => open(createElement(dialogs[way], { onClose: close }))}
              >
                {t(`alone.${way}.start`)}
              </Button>
            )}
          </div>
        ))}
      </div>
      {!isSupervisor && <p className="field-hint">{t('sync.supervisorOnly')}</p>}
    </section>
  );
}

/** Starts a hub on this desk with its event, roster and records. */
export function HostDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { renew } = useSync();
  const [draft, setDraft] = useState(firstHubDraft);
  const [wasSent, setWasSent] = useState(false);
  const { run, busy, failure } = useAction(async (hub: { name: string; port: number }) => {
    await ask('hostHub', hub);
    notify(t('host.started'));
    renew();
  });
  const send = async (): Promise<void> => {
    setWasSent(true);
    const hub = hubOf(draft);
    if (hub !== null && (await run(hub))) onClose();
  };
  return (
    <FormDialog
      title={t('alone.host.title')}
      onClose={onClose}
      onSubmit={() => void send()}
      failure={failure}
      submit={{
        label: t(busy ? 'host.starting' : 'host.start'),
        icon: <Server />,
        isDisabled: busy,
      }}
    >
      <p className="small">{t('host.effect')}</p>
      <HubForm draft={draft} onChange={setDraft} wasSent={wasSent} />
    </FormDialog>
  );
}
