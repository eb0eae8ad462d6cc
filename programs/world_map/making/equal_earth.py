"""The Equal Earth projection (Šavrič, Patterson and Jenny, 2018): areas are true to each other."""

from math import asin, cos, radians, sin, sqrt

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796


def equal_earth(longitude, latitude, centre):
    """x and y in radii of the globe, y upwards, of a place in degrees.

    `centre` is the longitude of the middle of the map. A longitude more than 180° from it lies
    beyond the map's edge, where the formula goes on without a break.
    """
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = theta * theta
    sixth = square**3
    slope = A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)
    x = 2 * sqrt(3) * radians(longitude - centre) * cos(theta) / (3 * slope)
    y = theta * (A1 + A2 * square + sixth * (A3 + A4 * square))
    return x, y
