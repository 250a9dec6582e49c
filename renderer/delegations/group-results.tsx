import { CircleCheckBig, CircleX, Clock3, HandHelping, Undo2 } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { useHotkeys } from '../../ui/hotkeys.tsx';
import { useNavigation } from '../../ui/navigation.tsx';
import { Progress } from '../../ui/progress.tsx';
import { ScrollArea } from '../../ui/scroll-area.tsx';
import { useClaimFocus } from '../../ui/use-claim-focus.ts';
import type { Outcome } from './group.ts';
import { type Group, type GroupState, isUndoable } from './use-group.ts';

export function GroupResults({
  group,
  state,
}: {
  group: Group;
  state: Extract<GroupState, { kind: 'results' }>;
}): ReactNode {
  const { t } = useTranslation();
  const { dialog } = useNavigation();
  const panel = useRef<HTMLDivElement>(null);
  useClaimFocus(panel);
  const { people, results, busy } = state;
  const told = people.filter(({ id }) => results.has(id)).length;
  const good = people.filter(({ id }) => isUndoable(results.get(id))).length;
  const undone = people.filter(({ id }) => results.get(id)?.kind === 'undone').length;
  const finished =
    undone > 0
      ? t('delegations.run.undone', { count: undone })
      : t('delegations.run.done', { count: good, total: people.length });
  const label = busy ? t('delegations.run.progress') : finished;
  const end = (): void => {
    if (!busy) group.end();
  };
  useHotkeys([{ key: 'Escape', run: end }], dialog === null);
  return (
    <div
      className="group-panel flex flex-col gap-4 flex-1 min-h-0 p-5 overflow-auto outline-none"
      ref={panel}
      tabIndex={-1}
    >
      <Progress
        label={label}
        fraction={people.length === 0 ? 1 : told / people.length}
        valueWords={t('delegations.run.working', { done: told, count: people.length })}
      />
      <ScrollArea label={t('delegations.run.results')} className="group-results">
        <ul>
          {people.map(({ id, printedName }) => (
            <li
              className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b font-semibold"
              key={id}
            >
              <bdi>{printedName}</bdi>
              <OutcomeChip outcome={results.get(id)} busy={busy} />
            </li>
          ))}
        </ul>
      </ScrollArea>
      <div className="group-foot flex flex-wrap gap-2 justify-between">
        {good > 0 && (
          <Button icon={<Undo2 className="flips" />} isDisabled={busy} onPress={group.undoAll}>
            {t('delegations.run.undo', { count: good })}
          </Button>
        )}
        <Button variant="primary" isDisabled={busy} keys={[t('keys.escape')]} onPress={end}>
          {t('delegations.run.close')}
        </Button>
      </div>
    </div>
  );
}

function OutcomeChip({
  outcome,
  busy,
}: {
  outcome: Outcome | undefined;
  busy: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const icon = { 'aria-hidden': true, size: 14, strokeWidth: 2.5 } as const;
  if (outcome === undefined) {
    return (
      <Chip tone="quiet" icon={<Clock3 {...icon} />}>
        {busy ? t('delegations.outcome.waiting') : t('delegations.run.untold')}
      </Chip>
    );
  }
  switch (outcome.kind) {
    case 'checked-in':
      return (
        <Chip tone="go" icon={<CircleCheckBig {...icon} />}>
          {t(
            outcome.returning ? 'delegations.outcome.returning' : 'delegations.outcome.checked-in',
          )}
        </Chip>
      );
    case 'handed-over':
      return (
        <Chip tone="go" icon={<HandHelping {...icon} />}>
          {t('delegations.outcome.handed-over')}
        </Chip>
      );
    case 'undone':
      return (
        <Chip tone="quiet" icon={<Undo2 {...icon} />}>
          {t('delegations.outcome.undone')}
        </Chip>
      );
    case 'refused':
      return (
        <Chip
          tone={outcome.outcome === 'already-in' ? 'quiet' : 'look'}
          icon={<CircleX {...icon} />}
        >
          {t(`delegations.refused.${outcome.outcome}`)}
        </Chip>
      );
    case 'failed':
      return (
        <Chip tone="stop" icon={<CircleX {...icon} />}>
          {t(`error.${outcome.code}.title`)}
        </Chip>
      );
  }
}
