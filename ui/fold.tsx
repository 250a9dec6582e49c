import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure';
import { useTranslation } from 'react-i18next';
import './fold.css';

/** Details behind one line; pressing the line shows them. */
export function Fold({
  label,
  startsOpen = false,
  children,
}: {
  label: string;
  startsOpen?: boolean;
  children: ReactNode;
}): ReactNode {
  return (
    <Disclosure className="fold" defaultExpanded={startsOpen}>
      <FoldButton label={label} />
      <DisclosurePanel>{children}</DisclosurePanel>
    </Disclosure>
  );
}

/** The line that opens a fold, inside its `Disclosure`. */
export function FoldButton({
  label,
  fullLabel = label,
}: {
  label: string;
  /** The text for screen readers, where several lines of a list have the same label. */
  fullLabel?: string;
}): ReactNode {
  return (
    <Button
      slot="trigger"
      className="hover:bg-sunken hover:text-ink inline-flex items-center gap-2 min-h-target px-3 fold-button"
      aria-label={fullLabel}
    >
      <ChevronRight className="fold-sign" size={18} />
      {label}
    </Button>
  );
}

/** Details for support, folded: addresses, codes, and messages of the system or a printer. */
export function Details({ children }: { children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="-ms-3">
      <Fold label={t('app.details')}>
        <div className="support grid gap-4 ps-3 pt-2">{children}</div>
      </Fold>
    </div>
  );
}

/** A message in English for support, inside {@link Details}. */
export function SupportText({ children }: { children: ReactNode }): ReactNode {
  return (
    <bdi className="code text-xs wrap-anywhere" lang="en">
      {children}
    </bdi>
  );
}
