import { DoorOpen, type LucideIcon, Monitor, Tablet } from 'lucide-react';
import type { ReactNode } from 'react';
import type { StationMode } from '../../domain/base/protocol.ts';

const icons: Readonly<Record<StationMode, LucideIcon>> = {
  desk: Monitor,
  kiosk: Tablet,
  door: DoorOpen,
};

/** The mode of a station as an icon, beside its name or its mode as text. */
export function ModeIcon({ mode, size = 18 }: { mode: StationMode; size?: number }): ReactNode {
  const Icon = icons[mode];
  return <Icon aria-hidden="true" size={size} />;
}
