import { ChevronDown, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { useTranslation } from 'react-i18next';
import type { Choice } from '../fields/select.tsx';
import '../fields/field.css';
import './people-list.css';

const any = 'any';

/** One filter of a list: its name, or what it is set to. */
export function FilterChip({
  label,
  choices,
  value,
  onChange,
}: {
  label: string;
  choices: readonly Choice<string>[];
  /** Null: everything. */
  value: string | null;
  onChange: (value: string | null) => void;
}): ReactNode {
  const { t } = useTranslation();
  const chosen = choices.find(({ id }) => id === value);
  // A React Aria list permits no empty id, and a choice may have any other id.
  const entries = choices.map(({ id, label: words }) => ({ id: `=${id}`, label: words }));
  return (
    <span className="filter-chip" data-set={chosen === undefined ? undefined : true}>
      <MenuTrigger>
        <AriaButton
          className="filter-chip-open"
          aria-label={chosen === undefined ? label : `${label}, ${chosen.label}`}
        >
          <bdi className="truncate">{chosen?.label ?? label}</bdi>
          {chosen === undefined && <ChevronDown aria-hidden="true" size={16} />}
        </AriaButton>
        <Popover
          className="popover max-h-80 p-1 overflow-auto border rounded-md bg-surface shadow-lift-2"
          placement="bottom start"
        >
          <Menu
            className="min-w-52"
            aria-label={label}
            selectionMode="single"
            selectedKeys={[value === null ? any : `=${value}`]}
            items={[{ id: any, label: t('people.filter.any') }, ...entries]}
            onAction={(key) => onChange(key === any ? null : String(key).slice(1))}
          >
            {(entry) => (
              <MenuItem
                id={entry.id}
                className="option flex items-center gap-2 min-h-target px-3 rounded-sm"
                textValue={entry.label}
              >
                <bdi>{entry.label}</bdi>
              </MenuItem>
            )}
          </Menu>
        </Popover>
      </MenuTrigger>
      {chosen !== undefined && (
        <AriaButton
          className="filter-chip-clear"
          aria-label={t('people.filter.remove', { filter: label })}
          onPress={() => onChange(null)}
        >
          <X aria-hidden="true" size={16} />
        </AriaButton>
      )}
    </span>
  );
}
