import { parseSync } from 'rolldown/utils';

/**
 * Where a fault is planted: a symbol, and a piece of syntax inside of it. Formatting, comments and
 * unrelated edits do not move it.
 */
export interface Place {
  /** From the repository's root. */
  file: string;
  /**
   * A function, class, member, constant or property: the outermost of this name in the file.
   * `a.b` is the outermost `b` within `a`.
   */
  symbol: string;
  /**
   * The innermost piece of this kind that mentions all the words that follow: names, keys and texts
   * of one word. There must be exactly one.
   */
  at: `${Kind} ${string}`;
}

/** From the first character to the one after the last. */
export interface Span {
  start: number;
  end: number;
}

/** A node of the syntax tree (ESTree, by Oxc). */
interface Node extends Span {
  type: string;
  [part: string]: unknown;
}

/** A piece that a kind finds at a node. */
interface Piece {
  node: unknown;
  /** What the first word names, where it is a name. */
  name?: unknown;
  /** What mentions the (other) words; by default the piece. */
  words?: unknown;
}

const kinds = {
  /** A whole `if`; the words are in its condition. */
  if: (node) => (node.type === 'IfStatement' ? [{ node, words: node.test }] : []),
  /** The condition of an `if`, a loop or a `?:`. */
  test: ({ test }) => [{ node: test }],
  /** What follows the `?` or the `:` of a `?:`. */
  branch: ({ type, consequent, alternate }) =>
    type === 'ConditionalExpression' ? [{ node: consequent }, { node: alternate }] : [],
  /** A statement that is a call or an assignment. */
  do: (node) => (node.type === 'ExpressionStatement' ? [{ node }] : []),
  /** A declaration of constants or variables. */
  declaration: (node) => (node.type === 'VariableDeclaration' ? [{ node }] : []),
  throw: (node) => (node.type === 'ThrowStatement' ? [{ node }] : []),
  /** What a `return` or an arrow returns. */
  return: ({ type, argument, body, expression }) => {
    if (type === 'ReturnStatement') return [{ node: argument }];
    return type === 'ArrowFunctionExpression' && expression === true ? [{ node: body }] : [];
  },
  /** A call or `new`; the first word is the name of what is called. */
  call: (node) => (isCall(node) ? [{ node, name: node.callee }] : []),
  argument: (node) => (isCall(node) ? partsOf(node.arguments) : []),
  /** A call in a chain, from its dot on; the first word is the name of what is called. */
  chained: ({ type, callee, end, arguments: given }) => {
    if (type !== 'CallExpression' || !isNode(callee) || !isNode(callee.object)) return [];
    return [{ node: { type, start: callee.object.end, end, given }, name: callee }];
  },
  /** The value of a constant, variable, property or parameter; the first word is its name. */
  value: ({ type, id, init, key, value, left, right }) => {
    switch (type) {
      case 'VariableDeclarator':
        return [{ node: init, name: id }];
      case 'Property':
      case 'PropertyDefinition':
        return [{ node: value, name: key }];
      case 'AssignmentExpression':
      case 'AssignmentPattern':
        return [{ node: right, name: left }];
      default:
        return [];
    }
  },
  /** A property of an object; the first word is its key. */
  property: (node) => (node.type === 'Property' ? [{ node, name: node.key }] : []),
  /** An element of an array, or a spread in an object. */
  element: ({ type, elements, properties }) => {
    if (type === 'ArrayExpression') return partsOf(elements);
    return type === 'ObjectExpression' ? partsOf(properties).filter(isSpread) : [];
  },
  /** A side of `&&`, `||` or `??`. */
  operand: ({ type, left, right }) =>
    type === 'LogicalExpression' ? [{ node: left }, { node: right }] : [],
  /** A comparison or a calculation. */
  binary: (node) => (node.type === 'BinaryExpression' ? [{ node }] : []),
  /** The labels and statements of one `case` of a `switch`; the words are in its label. */
  case: (node) => (node.type === 'SwitchCase' ? [{ node, words: node.test }] : []),
  /** The words themselves in a text (SQL); spaces and line breaks are alike. */
  text: () => [],
} satisfies Record<string, (node: Node) => readonly Piece[]>;

type Kind = keyof typeof kinds;

/**
 * Where the piece is in the source of its file. Throws unless it is there exactly once.
 */
export function spanOf({ file, symbol, at }: Place, source: string): Span {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0 || !isNode(program)) throw new Error(`${file} cannot be parsed`);
  const scope = symbol
    .split('.')
    .reduce<Node>((outer, name) => theOnly(outermost(outer, name), `${file}: ${symbol}`), program);
  const [kind = '', ...words] = at.split(' ');
  const where = `${file}: ${symbol}: ${at}`;
  if (kind === 'text') {
    const texts = allIn(scope).filter(isText);
    return theOnly(
      texts.flatMap((text) => textSpans(text, words, source)),
      where,
    );
  }
  const found = piecesOf(scope, kind, words);
  const isInnermost = (piece: Node): boolean =>
    !found.some((other) => other !== piece && contains(piece, other));
  return theOnly(found.filter(isInnermost), where);
}

function theOnly<Found>(found: readonly Found[], where: string): Found {
  const [only, ...others] = found;
  if (only === undefined || others.length > 0) {
    throw new Error(`found ${found.length} times: ${where}`);
  }
  return only;
}

/** The named nodes that no other of this name encloses, at the least depth of names. */
function outermost(outer: Node, name: string): Node[] {
  let level = childrenOf(outer);
  while (level.length > 0) {
    const named: Node[] = [];
    const unnamed: Node[] = [];
    const visit = (node: Node): void => {
      if (symbolOf(node) === null) for (const child of childrenOf(node)) visit(child);
      else if (symbolOf(node) === name) named.push(node);
      else unnamed.push(...childrenOf(node));
    };
    for (const node of level) visit(node);
    if (named.length > 0) return named;
    level = unnamed;
  }
  return [];
}

/** The name that a node declares for what it holds, or null. */
function symbolOf({ type, id, init, key }: Node): string | null {
  switch (type) {
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return nameOf(id);
    case 'VariableDeclarator':
      return init === null ? null : nameOf(id);
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'Property':
      return nameOf(key);
    default:
      return null;
  }
}

function piecesOf(scope: Node, kind: string, words: readonly string[]): Node[] {
  if (!isKind(kind)) throw new Error(`no kind of syntax: ${kind}`);
  return allIn(scope).flatMap((node) =>
    kinds[kind](node).flatMap((piece: Piece) => {
      const { node: found, name, words: within = found } = piece;
      if (!isNode(found) || !isNode(within)) return [];
      const isNamed = name === undefined || nameOf(name) === words[0];
      const mentioned = mentionedIn(within);
      const others = name === undefined ? words : words.slice(1);
      return isNamed && others.every((word) => mentioned.has(word)) ? [found] : [];
    }),
  );
}

function isKind(name: string): name is Kind {
  return name in kinds;
}

/** Where a text node has these words one after the other. */
function textSpans({ start, end }: Node, words: readonly string[], source: string): Span[] {
  const pattern = new RegExp(words.map(escaped).join('\\s+'), 'g');
  return [...source.slice(start, end).matchAll(pattern)].map(({ 0: found, index }) => ({
    start: start + index,
    end: start + index + found.length,
  }));
}

/** Matches just this text in a regular expression. */
function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** Names, keys, texts and plain values in a piece. */
function mentionedIn(piece: Node): Set<string> {
  return new Set(allIn(piece).flatMap((node) => nameOf(node) ?? []));
}

/** The name of an identifier, private name or plain value, or the last one of a path; or null. */
function nameOf(node: unknown): string | null {
  if (!isNode(node)) return null;
  switch (node.type) {
    case 'Identifier':
    case 'JSXIdentifier':
      return String(node.name);
    case 'PrivateIdentifier':
      return `#${node.name}`;
    case 'Literal':
      return String(node.value);
    case 'MemberExpression':
      return nameOf(node.property);
    default:
      return null;
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

function isCall({ type }: Node): boolean {
  return type === 'CallExpression' || type === 'NewExpression';
}

function isText({ type, value }: Node): boolean {
  return type === 'TemplateElement' || (type === 'Literal' && typeof value === 'string');
}

function partsOf(list: unknown): Piece[] {
  return Array.isArray(list) ? list.map((node) => ({ node })) : [];
}

function isSpread({ node }: Piece): boolean {
  return isNode(node) && node.type === 'SpreadElement';
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function childrenOf(node: Node): Node[] {
  return Object.values(node).flatMap((part) =>
    (Array.isArray(part) ? part : [part]).filter(isNode),
  );
}

/** The node and all below it. */
function allIn(node: Node): Node[] {
  return [node, ...childrenOf(node).flatMap(allIn)];
}
