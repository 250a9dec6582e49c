import { Check, ChevronDown, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { EmptyLine } from '../empty-state.tsx';
import type { Choice } from './select.tsx';
import './field.css';
import './combo-box.css';

interface ComboBoxProps {
  label: string;
  choices: readonly Choice<string>[];
  /** Empty while nothing is chosen. */
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** Shown in the list if nothing matches the letters typed. */
  none: string;
  /** Name of the button that opens the list, for screen readers. */
  openLabel: string;
  error?: string | null;
  isRequired?: boolean;
}

export function ComboBox({
  label,
  choices,
  value,
  onChange,
  placeholder,
  none,
  openLabel,
  error = null,
  isRequired = false,
}: ComboBoxProps): ReactNode {
  return (
    <AriaComboBox
      className="field"
      defaultItems={choices}
      value={value === '' ? null : value}
      onChange={(key) => onChange(key === null ? '' : String(key))}
      allowsEmptyCollection
      {...(isRequired ? { isRequired } : {})}
      isInvalid={error !== null}
      validationBehavior="aria"
    >
      <Label className="field-label">{label}</Label>
      <div className="combo-box flex">
        <Input
          className="combo-box-input flex-1 min-w-0 min-h-target p-0 border-0 bg-transparent quiet-focus"
          autoComplete="off"
          spellCheck={false}
          {...(placeholder === undefined ? {} : { placeholder })}
        />
        <Button
          className="combo-box-button w-target grid place-items-center min-h-target p-0 border-0 bg-transparent text-inherit quiet-focus"
          aria-label={openLabel}
        >
          <ChevronDown size={18} />
        </Button>
      </div>
      <FieldError className="field-error">{error}</FieldError>
      <Popover className="popover max-h-80 p-1 overflow-auto border rounded-md bg-surface shadow-lift-2">
        <ListBox<Choice<string>>
          renderEmptyState={() => (
            <EmptyLine icon={<SearchX size={18} />} className="p-3 small">
              {none}
            </EmptyLine>
          )}
        >
          {(choice) => (
            <ListBoxItem
              id={choice.id}
              textValue={choice.label}
              className="option flex items-center gap-2 min-h-target px-3 rounded-sm"
            >
              {({ isSelected }) => (
                <>
                  <bdi>{choice.label}</bdi>
                  {isSelected && <Check className="ms-auto" size={18} />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
