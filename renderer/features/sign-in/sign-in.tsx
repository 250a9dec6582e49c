import { Layers2, UserRoundPlus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Operator } from '../../../domain/operator.ts';
import { useStation } from '../../client/station.tsx';
import { useAnswer } from '../../client/use-answer.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useDesk } from '../desk/desk-provider.tsx';
import { OperatorTiles } from './operator-tiles.tsx';
import { PinPad } from './pin-pad.tsx';
import './sign-in.css';

/** Who is at the desk: operators as tiles, then the PIN. Scans made meanwhile wait and are counted. */
export function SignIn(): ReactNode {
  const { t } = useTranslation();
  const station = useStation();
  const operators = useAnswer('listOperators', [], { renewOn: ['stationChanged'] });
  const [chosen, setChosen] = useState<Operator | null>(null);
  const all = operators.value ?? [];
  const only = all.length === 1 ? (all[0] ?? null) : null;
  const operator = chosen ?? only;
  return (
    <main className="sign-in">
      <header className="sign-in-head">
        <ScansWaiting />
      </header>
      <FailureNote failure={operators.failure} />
      {operators.value !== null && all.length === 0 && (
        <EmptyState
          icon={<UserRoundPlus aria-hidden="true" size={22} />}
          title={t('signIn.none')}
        />
      )}
      {operator === null ? (
        <OperatorTiles operators={all} onChoose={setChosen} />
      ) : (
        <PinPad
          key={operator.id}
          operator={operator}
          onBack={only === null ? () => setChosen(null) : null}
        />
      )}
      {/* Not before the keys are heard: who reads the PIN types it at once. */}
      {station.demoPin !== null && operator !== null && (
        <p className="sign-in-demo">{t('signIn.demo', { pin: station.demoPin })}</p>
      )}
    </main>
  );
}

function ScansWaiting(): ReactNode {
  const { t } = useTranslation();
  const { waiting } = useDesk().scanning;
  if (waiting === 0) return null;
  return (
    <p className="sign-in-waiting" role="status">
      <Layers2 aria-hidden="true" size={18} />
      {t('signIn.scansWaiting', { count: waiting })}
    </p>
  );
}
