import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { IconButton } from './button.tsx';
import './fields/field.css';

export interface MenuAction {
  id: string;
  Icon: typeof Ellipsis;
  label: string;
  run: () => void;
}

/**
 * Rarely used actions of a row or card, behind one button: so they neither distract nor are chosen
 * by mistake.
 */
export function MoreMenu({
  label,
  actions,
}: {
  /** What the actions apply to; screen readers read it with the button and the menu. */
  label: string;
  actions: readonly MenuAction[];
}): ReactNode {
  return (
    <MenuTrigger>
      <IconButton label={label} icon={<Ellipsis size={20} />} />
      <Popover
        className="popover max-h-80 p-1 overflow-auto border rounded-md bg-surface shadow-lift-2"
        placement="bottom end"
      >
        <Menu className="min-w-52" aria-label={label}>
          {actions.map(({ id, Icon, label: words, run }) => (
            <MenuItem
              key={id}
              className="option flex items-center gap-2 min-h-target px-3 rounded-sm"
              textValue={words}
              onAction={run}
            >
              <Icon className="text-soft" aria-hidden="true" size={17} />
              {words}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
