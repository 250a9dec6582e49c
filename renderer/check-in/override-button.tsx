import { ShieldAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { overridable } from '../../domain/check-in/override.ts';
import { Button } from '../kit/button.tsx';
import { useNavigation } from '../kit/navigation.tsx';
import type { DeskState } from './flow.ts';
import { OverrideDialog } from './override-dialog.tsx';
import type { OverrideRequest } from './use-override.ts';

/** The override that a refusal on the desk allows; null if none, or nobody was refused. */
export function overrideOfState(state: DeskState): OverrideRequest | null {
  if (state.kind !== 'answered') return null;
  const { answer, key } = state;
  const outcome = overridable(answer.outcome);
  const delegate = 'delegate' in answer ? answer.delegate : null;
  if (outcome === null || delegate === null) return null;
  // A stopped badge does not show who carries it: the operator finds its holder by name.
  if (answer.outcome === 'stopped' && answer.what === 'badge') return null;
  const { id, printedName } = delegate;
  return { refusal: key, outcome, delegateId: id, printedName };
}

/** Opens the override of the refusal shown. */
export function OverrideButton({ state }: { state: DeskState }): ReactNode {
  const { t } = useTranslation();
  const { open, close } = useNavigation();
  const request = overrideOfState(state);
  if (request === null) return null;
  return (
    <Button
      wide
      icon={<ShieldAlert />}
      keys={[t('keys.ctrl'), 'O']}
      onPress={() => open(<OverrideDialog request={request} onClose={close} />)}
    >
      {t('override.button')}
    </Button>
  );
}
