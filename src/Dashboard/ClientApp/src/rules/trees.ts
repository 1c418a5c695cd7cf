/** A node of a tree with its depth, for pickers that show a tree as an indented list. */
export interface Flat<T> {
  node: T
  depth: number
}

export function flatten<T extends { children: T[] }>(nodes: readonly T[], depth = 0): Flat<T>[] {
  return nodes.flatMap(node => [{ node, depth }, ...flatten(node.children, depth + 1)])
}

export const indent = (depth: number) => '\u3000'.repeat(depth)
