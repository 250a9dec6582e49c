import { BadgeX, Crown, FileX, OctagonX, ScanLine, Star, UserX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Alert } from '../../../preload/contract/station/alerts.ts';

/** An icon for each kind of alert; the text is beside it. */
export function AlertIcon({ kind, size }: { kind: Alert['kind']; size: number }): ReactNode {
  switch (kind) {
    case 'head-arrived':
      return <Crown aria-hidden="true" size={size} />;
    case 'vip-arrived':
      return <Star aria-hidden="true" size={size} />;
    case 'stopped-delegate':
      return <OctagonX aria-hidden="true" size={size} />;
    case 'stopped-badge':
    case 'lost-badge':
    case 'destroyed-badge':
    case 'unknown-badges':
      return <BadgeX aria-hidden="true" size={size} />;
    case 'forged':
      return <ScanLine aria-hidden="true" size={size} />;
    case 'records-disregarded':
    case 'records-released':
      return <FileX aria-hidden="true" size={size} />;
    case 'unconfirmed-inside':
      return <UserX aria-hidden="true" size={size} />;
  }
}
