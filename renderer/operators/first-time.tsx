import { ArrowLeft } from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignInEntry } from '../../preload/contract/station/station.ts';
import { Button } from '../kit/button.tsx';
import { Chip } from '../kit/chip.tsx';
import { ask } from '../kit/client/ask.ts';
import { useStationAnswer } from '../kit/client/station.tsx';
import { OperatorSign } from './operator-tiles.tsx';
import { PinFace, usePinKeys } from './pin-face.tsx';
import { type PinAnswer, useCheckedPin, useClearOnScan } from './use-pin-entry.ts';

/** What was typed so far. The supervisor's PIN is never kept. */
type Typed = { pin: string | null; isRepeated: boolean };

/**
 * The first sign-in at this station of an operator whom only the hub names: a new PIN, the same
 * again, and the PIN of a supervisor who confirms it here.
 */
export function FirstTime({
  operator,
  onBack,
}: {
  operator: SignInEntry;
  onBack: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { renew } = useStationAnswer();
  const [{ pin, isRepeated }, setTyped] = useState<Typed>({ pin: null, isRepeated: false });
  const [isSelf, setSelf] = useState(false);
  const { id: operatorId, role } = operator;
  const choose = useCallback(async (typed: string): Promise<PinAnswer> => {
    setTyped({ pin: typed, isRepeated: false });
    return 'right';
  }, []);
  const repeat = useCallback(
    async (typed: string): Promise<PinAnswer> => {
      if (typed !== pin) return 'wrong-pin';
      setTyped({ pin, isRepeated: true });
      return 'right';
    },
    [pin],
  );
  const confirm = useCallback(
    async (approval: string): Promise<PinAnswer> => {
      const answer = await ask('adoptOperator', { operatorId, pin: pin ?? '', approval });
      if (answer.result === 'wait') return { waitMilliseconds: answer.milliseconds };
      setSelf(answer.result === 'same-person');
      if (answer.result !== 'adopted') return 'wrong-pin';
      renew();
      return 'right';
    },
    [operatorId, pin, renew],
  );
  const again = (): void => setTyped({ pin: null, isRepeated: false });
  if (pin === null) {
    return (
      <Step
        key="choose"
        operator={operator}
        check={choose}
        lead={t('signIn.first.choose')}
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
        look="quiet"
        icon={<ArrowLeft className="flips" />}
        keys={[t('keys.escape')]}
        onPress={onBack}
      >
        {t('setUp.back')}
      </Button>
    </section>
  );
}
