import { CircleCheckBig, HandHelping, UsersRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BadgeSummary } from '../../preload/contract/check-in.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useHotkeys } from '../../ui/hotkeys.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { useStation } from '../base/station.tsx';

/**
 * Records that a printed badge was handed to the delegate or the delegation's focal point.
 *
 * @param props.isNext large and with its key (H), because it is the desk's next step
 */
export function HandOver({
  badge,
  isNext = false,
}: {
  badge: BadgeSummary;
  isNext?: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { handOver } = useStation();
  const { run, busy, failure } = useAction(async (to: 'delegate' | 'focal-point') => {
    await ask('handOverBadge', { serialText: badge.serialText, to });
    notify(t('badge.handedOverToast'));
  });
  const isPrinted = badge.state === 'printed';
  const toDelegate = (): void => void run('delegate');
  useHotkeys([{ key: 'h', run: toDelegate }], isNext && isPrinted && !busy);
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
        variant="primary"
        size={isNext ? 'large' : 'normal'}
        isDisabled={!isPrinted || busy}
        icon={<HandHelping />}
        {...(isNext ? { keys: ['H'] } : {})}
        onPress={toDelegate}
      >
        {t('badge.handOver')}
      </Button>
      {isNext && isPrinted && handOver !== 'ask' && (
        <p className="small text-center">{t(`badge.handOverBy.${handOver}`)}</p>
      )}
      <Button
        variant={isNext ? 'quiet' : 'plain'}
        size={isNext ? 'small' : 'normal'}
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
