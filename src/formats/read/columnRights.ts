import type { StatedRight } from "../../domain/statedRight.js";
import { type BlockRights, rightsInBlock } from "./bodyRights.js";

interface TextBlock {
  readonly text: string;
  readonly markup: string;
}

/** Rights lines stand at the edges of a column: this many blocks from either end are read whatever their length. */
const EDGE_BLOCKS = 6;
/** Between them stand captions and boxes: short blocks that say nothing else, and so many of them at most. */
const MAX_INNER_LENGTH = 300;
const MAX_INNER_BLOCKS = 400;

const NOTHING: BlockRights = { statedRights: [], whole: false };

/**
 * What each block of a column states about rights, with its place. A line between the edges is kept as evidence and is
 * never cut: it may be about what stands beside it.
 */
export function rightsInColumn(blocks: readonly TextBlock[]): readonly BlockRights[] {
  let inner = 0;
  return blocks.map((block, index) => {
    const isEdge = index < EDGE_BLOCKS || index >= blocks.length - EDGE_BLOCKS;
    if (!isEdge && (block.text.length > MAX_INNER_LENGTH || ++inner > MAX_INNER_BLOCKS)) return NOTHING;
    const { statedRights, whole, only } = rightsInBlock(block.text, block.markup);
    if (statedRights.length === 0 || (!isEdge && !only)) return NOTHING;
    return { statedRights: statedRights.map(placed(index + 1)), whole: whole && isEdge };
  });
}

function placed(block: number): (stated: StatedRight) => StatedRight {
  return (stated) => ({ ...stated, place: `block ${block}` });
}
