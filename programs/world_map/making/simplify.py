"""Lines with fewer points: Visvalingam and Whyatt's way, the least triangle first.

Each line is simplified by itself and keeps its ends, so what two countries share stays shared.
"""

from heapq import heapify, heappop, heappush
from itertools import pairwise


def triangle(one, two, three):
    """The area between three points."""
    (x1, y1), (x2, y2), (x3, y3) = one, two, three
    return abs((x2 - x1) * (y3 - y1) - (x3 - x1) * (y2 - y1)) / 2


def ring_area(points):
    """The area inside a closed line, positive whichever way it runs."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(points))) / 2


def kept(points, limits, at_least=2):
    """The indices of the points that stay, in order, never fewer than `at_least`.

    A point goes when the triangle with its neighbours is smaller than its entry in `limits`.
    """
    before = list(range(-1, len(points) - 1))
    after = list(range(1, len(points) + 1))
    gone = [False] * len(points)

    def share(i):
        return triangle(points[before[i]], points[i], points[after[i]]) / limits[i]

    shares = {i: share(i) for i in range(1, len(points) - 1)}
    heap = [(size, i) for i, size in shares.items()]
    heapify(heap)
    left = len(points)
    while heap and left > at_least:
        size, i = heappop(heap)
        if gone[i] or size != shares[i]:
            continue
        if size >= 1:
            break
        gone[i], left = True, left - 1
        before[after[i]], after[before[i]] = before[i], after[i]
        for neighbour in (before[i], after[i]):
            if 0 < neighbour < len(points) - 1:
                # Never less than what has gone, or a line could unravel from one end.
                shares[neighbour] = max(size, share(neighbour))
                heappush(heap, (shares[neighbour], neighbour))
    return [i for i in range(len(points)) if not gone[i]]
