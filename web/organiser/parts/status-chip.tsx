import type { ReactNode } from 'react';
import type { RegistrationStatus } from '../../../domain/roster/delegate-fields.ts';
import { Chip, type Tone } from '../../../ui/chip.tsx';
import { useWords } from '../words.ts';

const tones = {
  confirmed: 'quiet',
  pending: 'look',
  cancelled: 'stop',
  revoked: 'stop',
} as const satisfies Record<RegistrationStatus, Tone>;

/** The status of a registration; the default one is not shown. */
export function StatusChip({ status }: { status: RegistrationStatus }): ReactNode {
  const { t } = useWords();
  if (status === 'confirmed') return null;
  return <Chip tone={tones[status]}>{t(`person.status.${status}`)}</Chip>;
}
