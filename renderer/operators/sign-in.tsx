import { ArrowLeft, Layers2, UserRoundPlus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isEasyPin } from '../../domain/operators/pins.ts';
import type { Operator } from '../../domain/operators/rights.ts';
import type { SignInEntry } from '../../preload/contract/station/station.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { ask } from '../base/ask.ts';
import { useAnswer } from '../base/page-client.ts';
import { useStation, useStationAnswer } from '../base/station.tsx';
import { useScans } from '../scanning/index.ts';
import { lastOperatorId } from './last-operator.ts';
import { OperatorSign, OperatorTiles } from './operator-tiles.tsx';
import { PinFace, usePinKeys } from './pin-face.tsx';
import { type PinAnswer, useCheckedPin, useClearOnScan, usePinEntry } from './use-pin-entry.ts';
import './sign-in.css';

/** The sign-in: operators as tiles, then the PIN. Scans made meanwhile wait and are counted. */
export function SignIn(): ReactNode {
  const { t } = useTranslation();
  const station = useStation();
  const operators = useAnswer('listSignIns', [], { renewOn: ['stationChanged'] });
  /** Undefined: nothing was chosen yet, and the expected operator applies. Null: show the list. */
  const [chosen, setChosen] = useState<SignInEntry | null | undefined>(undefined);
  const all = operators.value ?? [];
  const own = all.filter(({ isNew }) => !isNew);
  const only = own.length === 1 ? (own[0] ?? null) : null;
  // The last operator returns with PIN and Enter only.
  const expected = own.find(({ id }) => id === lastOperatorId()) ?? only;
  const operator = chosen === undefined ? expected : chosen;
  const toList = (): void => setChosen(null);
  return (
    <main className="grid gap-5 justify-items-center p-6 min-h-full grid-rows-[auto_1fr_auto]">
      <header className="grid gap-3 justify-items-center">
        <ScansWaiting />
      </header>
      <FailureNote failure={operators.failure} />
      {operators.value !== null && all.length === 0 && (
        <EmptyState icon={<UserRoundPlus />} title={t('signIn.none')} />
      )}
      {operator === null ? (
        <OperatorTiles operators={all} onChoose={setChosen} />
      ) : operator.isNew ? (
        <FirstTime key={operator.id} operator={operator} onBack={toList} />
      ) : (
        <PinPad key={operator.id} operator={operator} onBack={all.length > 1 ? toList : null} />
      )}
      {/* Not shown before the keys work: a user types the PIN as soon as it can be read. */}
      {station.demoPin !== null && operator?.isNew === false && (
        <p className="flex items-center gap-2 px-4 py-2 rounded-full bg-accent-soft text-accent font-semibold">
          {t('signIn.demo', { pin: station.demoPin })}
        </p>
      )}
    </main>
  );
}

function ScansWaiting(): ReactNode {
  const { t } = useTranslation();
  const { waiting } = useScans().scanning;
  if (waiting === 0) return null;
  return (
    <p
      className="flex items-center gap-2 px-4 py-2 rounded-full bg-look text-on-look font-semibold"
      role="status"
    >
      <Layers2 size={18} />
      {t('signIn.scansWaiting', { count: waiting })}
    </p>
  );
}

function PinPad({
  operator,
  onBack,
}: {
  operator: Operator;
  onBack: (() => void) | null;
}): ReactNode {
  const { t } = useTranslation();
  const entry = usePinEntry(operator.id);
  usePinKeys(entry, onBack);
  useClearOnScan(entry);
  return (
    <section
      className="pin grid gap-3 justify-items-center self-center"
      aria-label={t('signIn.pinOf', { name: operator.name })}
    >
      <OperatorSign name={operator.name} />
      <h1 className="text-xl">
        <bdi>{operator.name}</bdi>
      </h1>
      <PinFace entry={entry} hint={t('signIn.hint')} enterLabel={t('signIn.enter')} />
      {onBack !== null && (
        <Button
          variant="quiet"
          icon={<ArrowLeft className="flips" />}
          keys={[t('keys.escape')]}
          onPress={onBack}
        >
          {t('signIn.another')}
        </Button>
      )}
    </section>
  );
}

/** What was typed so far. The supervisor's PIN is never kept. */
type Typed = { pin: string | null; isRepeated: boolean };

/**
 * The first sign-in at this station of an operator who is known only from the hub: a new PIN, the
 * same again, and the PIN of a supervisor who confirms it here.
 */
function FirstTime({ operator, onBack }: { operator: SignInEntry; onBack: () => void }): ReactNode {
  const { t } = useTranslation();
  const { renew } = useStationAnswer();
  const [{ pin, isRepeated }, setTyped] = useState<Typed>({ pin: null, isRepeated: false });
  const [isSelf, setSelf] = useState(false);
  const { id: operatorId, role } = operator;
  const choose = async (typed: string): Promise<PinAnswer> => {
    if (isEasyPin(typed)) return 'wrong-pin';
    setTyped({ pin: typed, isRepeated: false });
    return 'right';
  };
  const repeat = async (typed: string): Promise<PinAnswer> => {
    if (typed !== pin) return 'wrong-pin';
    setTyped({ pin, isRepeated: true });
    return 'right';
  };
  const confirm = async (approval: string): Promise<PinAnswer> => {
    const answer = await ask('adoptOperator', { operatorId, pin: pin ?? '', approval });
    if (answer.result === 'wait') return { waitMilliseconds: answer.milliseconds };
    setSelf(answer.result === 'same-person');
    if (answer.result !== 'adopted') return 'wrong-pin';
    renew();
    return 'right';
  };
  const again = (): void => setTyped({ pin: null, isRepeated: false });
  if (pin === null) {
    return (
      <Step
        key="choose"
        operator={operator}
        check={choose}
        lead={t('signIn.first.choose')}
        wrong={t('firstStart.pinEasy')}
        onBack={onBack}
      />
    );
  }
  if (!isRepeated) {
    return (
      <Step
        key="repeat"
        operator={operator}
        check={repeat}
        lead={t('signIn.first.repeat')}
        wrong={t('settings.operators.notSame')}
        onBack={again}
      />
    );
  }
  return (
    <Step
      key="confirm"
      operator={operator}
      check={confirm}
      lead={t(role === 'supervisor' ? 'signIn.first.confirmOther' : 'signIn.first.confirm')}
      {...(isSelf && { wrong: t('signIn.first.samePerson') })}
      onBack={again}
    />
  );
}

/** One of the three PINs. */
function Step({
  operator: { name, role, madeAt },
  check,
  lead,
  wrong,
  onBack,
}: {
  operator: SignInEntry;
  check: (pin: string) => Promise<PinAnswer>;
  lead: string;
  wrong?: string;
  onBack: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const entry = useCheckedPin(check);
  usePinKeys(entry, onBack);
  useClearOnScan(entry);
  return (
    <section
      className="pin grid gap-3 justify-items-center self-center"
      aria-label={t('signIn.first.of', { name })}
    >
      <OperatorSign name={name} />
      <h1 className="text-xl">
        <bdi>{name}</bdi>
      </h1>
      <p className="small">
        {t(`signIn.role.${role}`)}
        {madeAt !== null && (
          <>
            {' · '}
            <bdi>{madeAt}</bdi>
          </>
        )}
      </p>
      <Chip tone="look">{t('signIn.first.mark')}</Chip>
      <p className="font-semibold text-center" role="status">
        {lead}
      </p>
      <PinFace
        entry={entry}
        hint={t('signIn.hint')}
        enterLabel={t('setUp.next')}
        {...(wrong !== undefined && { wrong })}
      />
      <Button
        variant="quiet"
        icon={<ArrowLeft className="flips" />}
        keys={[t('keys.escape')]}
        onPress={onBack}
      >
        {t('setUp.back')}
      </Button>
    </section>
  );
}
