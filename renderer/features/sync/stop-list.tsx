import { BadgeX, OctagonX, ShieldCheck, Trash2, UserRoundX } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { StopEntry } from '../../../domain/wire/stop-list.ts';
import type { CallOutput } from '../../../preload/contract.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { StopFiles } from './stop-files.tsx';

type StopView = CallOutput<'listStops'>[number];

/** Persons and badges that no desk and no door lets pass, whatever else is known of them. */
export function StopList({ isHosting }: { isHosting: boolean }): ReactNode {
  const { t } = useTranslation();
  const { open } = useNavigation();
  const { value, failure, renew } = useAnswer('listStops', [], { renewOn: ['syncChanged'] });
  const stops = value ?? [];
  return (
    <>
      <FailureNote failure={failure} />
      <p className="sync-lead">{t(isHosting ? 'stops.hint' : 'stops.hintElsewhere')}</p>
      {value !== null && stops.length === 0 && (
        <EmptyState icon={<ShieldCheck aria-hidden="true" size={22} />} title={t('stops.none')} />
      )}
      <ul className="sync-rows">
        {stops.map((stop) => (
          <li key={`${stop.kind} ${stop.value}`}>
            <Row stop={stop} canRemove={isHosting} onRemoved={renew} />
          </li>
        ))}
      </ul>
      <div className="sync-actions">
        {isHosting && (
          <Button
            look="primary"
            icon={<OctagonX aria-hidden="true" size={18} />}
            onPress={() => open({ kind: 'add-stop' })}
          >
            {t('stops.add')}
          </Button>
        )}
        <StopFiles onImported={renew} />
      </div>
    </>
  );
}

function Row({
  stop,
  canRemove,
  onRemoved,
}: {
  stop: StopView;
  canRemove: boolean;
  onRemoved: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { kind, value, label } = stop;
  const verb = useCallback(async (): Promise<void> => {
    const entry: StopEntry = { kind, value };
    await ask('changeStops', { add: [], remove: [entry] });
    notify(t('stops.removed'));
    onRemoved();
  }, [kind, value, notify, onRemoved, t]);
  const { run, busy, failure } = useAction(verb);
  const Icon = kind === 'badge' ? BadgeX : UserRoundX;
  return (
    <>
      <span className="row-sign">
        <Icon aria-hidden="true" size={20} />
      </span>
      <div className="row-words">
        <p className="row-title">
          <bdi>{label}</bdi>
        </p>
        <p className="row-detail">{t(`stops.kind.${kind}`)}</p>
        <FailureNote failure={failure} />
      </div>
      {canRemove && (
        <Button
          look="quiet"
          size="small"
          isDisabled={busy}
          icon={<Trash2 aria-hidden="true" size={16} />}
          aria-label={t('stops.removeOf', { name: label })}
          onPress={() => void run()}
        >
          {t('stops.remove')}
        </Button>
      )}
    </>
  );
}
