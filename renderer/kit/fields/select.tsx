import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Select as AriaSelect,
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from 'react-aria-components';
import './field.css';

export interface Choice<K extends string> {
  id: K;
  label: string;
}

interface SelectProps<K extends string> {
  label: string;
  /** Keeps the label for screen readers only, if a table's heading shows it. */
  labelHidden?: boolean;
  choices: readonly Choice<K>[];
  value: K;
  onChange: (value: K) => void;
  isDisabled?: boolean;
}

/** Chooses one of several: a button that opens a list. */
export function Select<K extends string>({
  label,
  labelHidden = false,
  choices,
  value,
  onChange,
  isDisabled = false,
}: SelectProps<K>): ReactNode {
  return (
    <AriaSelect
      className="field"
      value={value}
      isDisabled={isDisabled}
      onChange={(key) => {
        const chosen = choices.find((choice) => choice.id === key);
        if (chosen !== undefined) onChange(chosen.id);
      }}
    >
      <Label className={labelHidden ? 'visually-hidden' : 'field-label'}>{label}</Label>
      <Button className="select-button row gap-2 min-w-0 text-start">
        <SelectValue className="select-value flex-1 min-w-0 ellipsis" />
        <ChevronDown size={18} />
      </Button>
      <Popover className="popover pad-1 scroll outlined round-md ground-surface lift-2">
        <ListBox items={choices}>
          {(choice) => (
            <ListBoxItem
              id={choice.id}
              textValue={choice.label}
              className="option row gap-2 target pad-inline-3 round-sm"
            >
              {({ isSelected }) => (
                <>
                  <bdi>{choice.label}</bdi>
                  {isSelected && <Check className="at-end" size={18} />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
