import { Layers, LogIn, UsersRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DelegationMember } from '../../preload/contract/delegations.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useHotkeys } from '../../ui/hotkeys.tsx';
import { useNavigation } from '../../ui/navigation.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { useStation } from '../base/station.tsx';
import { hasBadgeReady, personOf } from './group.ts';
import type { Group } from './use-group.ts';

/**
 * The actions for those ticked; Ctrl+Enter checks them in, or all missing people if none is ticked.
 */
export function TickedBar({
  ticked,
  missing,
  group,
  onDone,
}: {
  ticked: readonly DelegationMember[];
  missing: readonly DelegationMember[];
  group: Group;
  onDone: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { idCheck } = useStation();
  const { dialog } = useNavigation();
  const count = ticked.length;
  const ready = ticked.filter(hasBadgeReady);
  const next = count === 0 ? missing : ticked;
  const checkIn = (): void => {
    if (next.length === 0) return;
    onDone();
    group.checkIn(next.map(personOf), idCheck);
  };
  useHotkeys(
    [{ key: 'Enter', ctrl: true, inFields: true, first: true, run: checkIn }],
    dialog === null,
  );
  return (
    <footer className="ticked-bar flex flex-wrap items-center justify-between gap-x-4 gap-y-2 flex-none px-5 py-3 border-t bg-surface">
      <p className="figures text-soft" role="status">
        {t('delegations.ticked', { count })}
      </p>
      <div className="flex flex-wrap gap-2 justify-end ms-auto">
        <PrintAhead ticked={ticked} />
        <Button
          icon={<UsersRound />}
          isDisabled={ready.length === 0}
          onPress={() => {
            onDone();
            group.handOver(ready.map(personOf));
          }}
        >
          {ready.length === 0
            ? t('delegations.handOverNone')
            : t('delegations.handOver', { count: ready.length })}
        </Button>
        <Button
          variant="primary"
          icon={<LogIn className="flips" />}
          keys={[t('keys.ctrl'), t('keys.enter')]}
          isDisabled={next.length === 0}
          onPress={checkIn}
        >
          {next.length === 0
            ? t('delegations.checkInNone')
            : t(count === 0 ? 'delegations.checkInMissing' : 'delegations.checkIn', {
                count: next.length,
              })}
        </Button>
      </div>
    </footer>
  );
}

/**
 * Prints badges ahead for those ticked without one, as a batch, which waits for people at the desk.
 */
function PrintAhead({ ticked }: { ticked: readonly DelegationMember[] }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const without = ticked.filter(({ badge, status }) => badge === null && status === 'confirmed');
  const { run, busy, failure } = useAction(async (delegateIds: string[]) => {
    await ask('startBatch', { scope: { kind: 'selection', delegateIds } });
    notify(t('batches.started'));
  });
  return (
    <>
      <FailureNote failure={failure} />
      <Button
        variant="quiet"
        icon={<Layers />}
        isDisabled={without.length === 0 || busy}
        onPress={() => void run(without.map(({ id }) => id))}
      >
        {without.length === 0
          ? t('delegations.aheadNone')
          : t('delegations.ahead', { count: without.length })}
      </Button>
    </>
  );
}
