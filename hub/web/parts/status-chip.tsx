import type { ReactNode } from 'react';
import type { RegistrationStatus } from '../../../domain/delegate.ts';
import { Chip, type Tone } from '../../../renderer/ui/chip.tsx';
import { useWords } from '../words.ts';

const tones = {
  confirmed: 'quiet',
  pending: 'look',
  cancelled: 'stop',
  revoked: 'stop',
} as const satisfies Record<RegistrationStatus, Tone>;

/** The state of a registration; the usual one needs no word. */
export function StatusChip({ status }: { status: RegistrationStatus }): ReactNode {
  const { t } = useWords();
  if (status === 'confirmed') return null;
  return <Chip tone={tones[status]}>{t(`person.status.${status}`)}</Chip>;
}
