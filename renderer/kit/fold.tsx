import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Disclosure, DisclosurePanel } from 'react-aria-components';
import './fold.css';

/** Details behind one line; pressing it shows them. */
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
      <Button
        slot="trigger"
        className="hover:bg-sunken hover:text-ink inline-flex items-center gap-2 min-h-target px-3 fold-button"
      >
        <ChevronRight className="fold-sign" size={18} />
        {label}
      </Button>
      <DisclosurePanel>{children}</DisclosurePanel>
    </Disclosure>
  );
}
