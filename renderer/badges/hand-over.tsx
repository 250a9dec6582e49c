import { CircleCheckBig, HandHelping, UsersRound } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../kit/button.tsx';
import { ask } from '../kit/client/ask.ts';
import { useAction } from '../kit/client/use-action.ts';
import { FailureNote } from '../kit/failure-note.tsx';
import { useHotkeys } from '../kit/hotkeys.tsx';
import { useNotify } from '../kit/toast.tsx';
import type { BadgeSummary } from '../roster/badge-summary.ts';

/** Records that a printed badge was handed to the delegate (H) or the delegation's focal point. */
export function HandOver({
  badge,
  hasKey = false,
}: {
  badge: BadgeSummary;
  hasKey?: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const verb = useCallback(
    async (to: 'delegate' | 'focal-point'): Promise<void> => {
      await ask('handOverBadge', { serialText: badge.serialText, to });
      notify(t('badge.handedOverToast'));
    },
    [badge.serialText, notify, t],
  );
  const { run, busy, failure } = useAction(verb);
  const isPrinted = badge.state === 'printed';
  useHotkeys([{ key: 'h', run: () => void run('delegate') }], hasKey && isPrinted && !busy);
  if (badge.state === 'handed-over') {
    return (
      <p className="handed-over flex items-center gap-2 justify-center min-h-target px-4 rounded-md bg-go-soft text-go-ink font-semibold">
        <CircleCheckBig size={20} />
        {t('badge.handedOver')}
      </p>
    );
  }
  return (
    <div className="hand-over grid gap-2">
      <Button
        look="primary"
        isDisabled={!isPrinted || busy}
        icon={<HandHelping size={20} />}
        {...(hasKey ? { keys: ['H'] } : {})}
        onPress={() => void run('delegate')}
      >
        {t('badge.handOver')}
      </Button>
      <Button
        isDisabled={!isPrinted || busy}
        icon={<UsersRound />}
        onPress={() => void run('focal-point')}
      >
        {t('badge.handOverFocal')}
      </Button>
      <FailureNote failure={failure} />
    </div>
  );
}
