import {
  BadgeX,
  FileDown,
  FileUp,
  OctagonX,
  ShieldCheck,
  Trash2,
  TriangleAlert,
  UserRoundX,
} from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StopEntry } from '../../domain/sync/stop-list.ts';
import type { SyncView } from '../../preload/contract/sync-view.ts';
import type { CallOutput } from '../../preload/contract.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { RadioCards } from '../../ui/fields/radio-cards.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useNavigation } from '../../ui/navigation.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction, useAnswer } from '../base/page-client.ts';
import { useSync, useSyncNow } from '../hub-client/sync-provider.tsx';
import { useAgeWords } from '../hub-client/use-hub-words.ts';
import { SecondPin, useSecondPin } from '../operators/second-pin.tsx';
import { SecondPinDialog } from '../operators/second-pin-dialog.tsx';
import { useRolesWords } from '../operators/use-roles-words.ts';
import { DelegateFinder } from '../roster/delegate-finder.tsx';

type StopView = CallOutput<'listStops'>[number];

/** People and badges that no desk and no door admits, regardless of other records. */
export function StopList({
  isHosting,
  link,
}: {
  isHosting: boolean;
  link: SyncView['link'];
}): ReactNode {
  const { t } = useTranslation();
  const { open, close } = useNavigation();
  const { value, failure, renew } = useAnswer('listStops', [], { renewOn: ['syncChanged'] });
  const stops = value ?? [];
  return (
    <>
      <FailureNote failure={failure} />
      <div className="max-w-192 small">
        <p>{t(isHosting ? 'stops.hint' : 'stops.hintElsewhere')}</p>
        {link !== null && <ListAge lists={link.lists} />}
      </div>
      {value !== null && stops.length === 0 && (
        <EmptyState icon={<ShieldCheck />} title={t('stops.none')} />
      )}
      <ul className="sync-rows grid panel empty:hidden">
        {stops.map((stop) => (
          <li
            className="grid items-center col-span-full px-4 py-2 not-first:border-t"
            key={`${stop.kind} ${stop.value}`}
          >
            <Row stop={stop} canRemove={isHosting} />
          </li>
        ))}
      </ul>
      <div className="flex items-center flex-wrap gap-3">
        {isHosting && (
          <Button
            variant="primary"
            icon={<OctagonX />}
            onPress={() => open(<AddStopDialog onClose={close} />)}
          >
            {t('stops.addStart')}
          </Button>
        )}
        <StopFiles onImported={renew} />
      </div>
    </>
  );
}

/** When the hub last confirmed the list; amber with an icon once that is too long ago. */
function ListAge({ lists }: { lists: NonNullable<SyncView['link']>['lists'] }): ReactNode {
  const { t } = useTranslation();
  const ageWords = useAgeWords();
  const now = useSyncNow();
  const words =
    lists.stopList === null
      ? t('stops.never')
      : t('stops.confirmed', { age: ageWords(now - lists.stopList) });
  return (
    <p
      className="stops-age figures gap-2 font-semibold flex items-center"
      data-old={lists.old || undefined}
    >
      {lists.old && <TriangleAlert size={16} />}
      {words}
    </p>
  );
}

function Row({ stop, canRemove }: { stop: StopView; canRemove: boolean }): ReactNode {
  const { t } = useTranslation();
  const { open, close } = useNavigation();
  const { kind, value, label } = stop;
  const Icon = kind === 'badge' ? BadgeX : UserRoundX;
  return (
    <>
      <span className="row-sign grid place-items-center text-soft">
        <Icon aria-hidden="true" size={20} />
      </span>
      <div className="grid gap-0.5 wrap-anywhere">
        <p className="font-semibold">
          <bdi>{label}</bdi>
        </p>
        <p className="flex flex-wrap gap-x-3 small">{t(`stops.kind.${kind}`)}</p>
      </div>
      {canRemove && (
        <Button
          variant="quiet"
          size="small"
          icon={<Trash2 />}
          aria-label={t('stops.removeOf', { name: label })}
          onPress={() =>
            open(<RemoveStopDialog entry={{ kind, value }} label={label} onClose={close} />)
          }
        >
          {t('stops.remove')}
        </Button>
      )}
    </>
  );
}

/** The signed stop list as a file on a USB stick, for stations without the network. */
function StopFiles({ onImported }: { onImported: () => void }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const save = useAction(async () => {
    if (await ask('exportStopList')) notify(t('stops.exported'));
  });
  const read = useAction(async () => {
    const imported = await ask('importStopList');
    if (imported === null) return;
    notify(t('stops.imported', { count: imported.entries }));
    onImported();
  });
  return (
    <>
      <Button icon={<FileDown />} isDisabled={save.busy} onPress={() => void save.run()}>
        {t('stops.export')}
      </Button>
      <Button icon={<FileUp />} isDisabled={read.busy} onPress={() => void read.run()}>
        {t('stops.import')}
      </Button>
      <FailureNote failure={save.failure ?? read.failure} />
    </>
  );
}

interface RemoveStopDialogProps {
  entry: StopEntry;
  label: string;
  onClose: () => void;
}

/**
 * Removes a person or a badge from the stop list. A second person must approve it, because a
 * mistake would admit them everywhere.
 */
function RemoveStopDialog({ entry, label, onClose }: RemoveStopDialogProps): ReactNode {
  const { t } = useTranslation();
  const { renew } = useSync();
  const rolesWords = useRolesWords();
  return (
    <SecondPinDialog
      deed={{
        title: t('stops.removeTitle'),
        label: t('roles.pinOf', { roles: rolesWords('approve-stop-list') }),
        confirm: {
          label: t('stops.remove'),
          variant: 'danger',
          icon: <Trash2 size={18} />,
        },
        send: async (pin) => {
          const answer = await ask('changeStops', { add: [], remove: [entry], pin });
          if (answer.result === 'done') renew();
          return answer;
        },
        done: t('stops.removed'),
      }}
      onClose={onClose}
    >
      <p className="font-semibold wrap-anywhere">
        <bdi>{t('stops.removeAsk', { name: label })}</bdi>
      </p>
      <p className="small">{t('stops.removeEffect')}</p>
    </SecondPinDialog>
  );
}

type Kind = StopEntry['kind'];

/** Puts a delegate, found by the search, or a single badge on the stop list. */
export function AddStopDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { renew } = useSync();
  const [kind, setKind] = useState<Kind>('delegate');
  const [delegateId, setDelegateId] = useState<string | null>(null);
  const [serial, setSerial] = useState('');
  const second = useSecondPin();
  const rolesWords = useRolesWords();
  const { pin, take } = second;
  const { run, busy, failure } = useAction(async (entry: StopEntry) => {
    if (!take(await ask('changeStops', { add: [entry], remove: [], pin }))) return;
    notify(t('stops.added'));
    renew();
    onClose();
  });
  const value = kind === 'delegate' ? delegateId : serial.trim().toUpperCase() || null;
  const add = async (): Promise<void> => {
    if (value !== null && second.isReady) await run({ kind, value });
  };
  return (
    <FormDialog
      title={t('stops.add')}
      onClose={onClose}
      onSubmit={() => void add()}
      failure={failure}
      submit={{
        label: t('stops.confirm'),
        icon: <OctagonX />,
        variant: 'danger',
        isDisabled: busy || value === null || !second.isReady,
      }}
    >
      <RadioCards
        label={t('stops.what')}
        value={kind}
        onChange={setKind}
        choices={[
          { id: 'delegate', label: t('stops.kind.delegate'), hint: t('stops.delegateHint') },
          { id: 'badge', label: t('stops.kind.badge'), hint: t('stops.badgeHint') },
        ]}
      />
      {kind === 'delegate' ? (
        <DelegateFinder chosenId={delegateId} onChoose={setDelegateId} />
      ) : (
        <TextField
          label={t('stops.serial')}
          hint={t('stops.serialHint')}
          autoFocus
          maxLength={64}
          value={serial}
          onChange={setSerial}
        />
      )}
      <SecondPin
        label={t('roles.pinOf', { roles: rolesWords('approve-stop-list') })}
        value={second.pin}
        onChange={second.setPin}
        trouble={second.trouble}
        secondsLeft={second.secondsLeft}
      />
      <p className="small">{t('stops.effect')}</p>
    </FormDialog>
  );
}
