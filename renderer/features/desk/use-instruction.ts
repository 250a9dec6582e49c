import { useTranslation } from 'react-i18next';
import { useIsSupervisor } from '../../client/station.tsx';
import type { FinalAnswer } from './flow.ts';

interface Instruction {
  title: string;
  hint: string;
}

/**
 * What the staff does about somebody who must not pass, for the part of the panel that faces them: operators
 * call a supervisor and learn no reason; supervisors read what the stop list says. Null for all else.
 */
export function useInstruction(answer: FinalAnswer): Instruction | null {
  const { t } = useTranslation();
  const isSupervisor = useIsSupervisor();
  const { outcome } = answer;
  if (outcome === 'badge-not-valid') {
    const { doubt, newerSerial } = answer;
    const title = t(`instruction.badge.${doubt}.title`);
    const hint = t(`instruction.badge.${doubt}.hint`);
    if (newerSerial === null) return { title, hint };
    return { title, hint: `${hint} ${t('instruction.newer', { serial: newerSerial })}` };
  }
  if (outcome !== 'stopped' && outcome !== 'revoked' && outcome !== 'forged') return null;
  if (!isSupervisor) {
    return { title: t('instruction.operator.title'), hint: t('instruction.operator.hint') };
  }
  if (outcome !== 'stopped') return null;
  return {
    title: t(`instruction.stopped.${answer.what}.title`),
    hint: t(`instruction.stopped.${answer.what}.hint`),
  };
}
