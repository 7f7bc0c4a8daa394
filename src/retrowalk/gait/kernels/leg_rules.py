"""The numbers by which a walk is read at a leg, for the two ways of reading it.

The files of gait/leg say what is done with them and why; numba_leg does the same in one
go. They stand here because this room is below both.
"""

# The plane of swing (sagittal.py).
PLANAR = 0.7  # a leg that turns less about one axis shows no plane of swing; own choice
FITS_COS = 0.6  # a told axis within 53 deg of the one found fits it; own choice
SHAPE_HZ = 10.0  # the stride's shape lies below; above are impacts and noise
# Which of the two ends of a line is taken: the one on this side. Any would do, as nothing
# depends on it; that it is always the same lets two ways of working be compared.
ONE_SIDE = (0.83, 0.47, 0.29)

# The swing of shank and thigh (contacts_leg.py).
CLOSEST_SWINGS = 0.6  # strides; two swings of one leg come no closer
LEAST_SWING = 0.2  # of the typical swing's rate; less is a shuffle on the spot
SMOOTH_STRIDES = 3.0  # cut-off of the swing's shape, in cycles per stride
REACH = 0.5  # strides; a swing starts and ends within half a stride of its middle
LATEST_FINAL = 1.2  # strides; the foot leaves within this time after it has landed

# Movements and rests of a foot (foot_moves.py). Rest or not is asked of rate and
# acceleration together, over this long. A m/s2 beyond gravity counts as much as this many
# rad/s. Own choices.
LEVEL_S = 0.08
RADPS_PER_MPS2 = 0.3
# A foot moves where that level exceeds its own rests' by this share of what its swings
# reach. Of the validation walks, rests stay below 0.5 rad/s and swings reach 3 to 12.
REST_QUANTILE, SWING_QUANTILE = 0.15, 0.9
MOVING_SHARE = 0.06
MOVING_RADPS = (0.4, 1.5)
# A movement as long as a stride holds two swings: the foot rolls on without resting. It
# is parted where the level is low for that foot.
ROLLING_SHARE_OF_MEAN = 0.4
ROLLING_RADPS = 3.0
BRIEFEST_REST_S = 0.06
# A step turns the foot by this much and lasts this long; less is a fidget or a bounce.
# Own choices: the validation walks' steps turn it by 0.9 rad and last 0.4 strides or more.
STEP_TURN_RAD = 0.6
STEP_TURN_SHARE = 0.3  # of this foot's typical turn, for feet that shuffle
STEP_STRIDES = 0.3

# The swing within a foot's movement (contacts_foot.py).
STEP_MPS = 0.3  # a foot that only turns, and goes no quicker than this, swivels; own choice
TIPPING = 0.3  # of the typical passage; a step on the spot tips the foot less
QUICK_SHARE = 0.33  # of the highest level: there such a step swings
NEIGHBOURS = (0.5, 0.7, 1.0, 0.7, 0.5)  # what the strides around one say about its sign
NEARLY = 0.06  # of the passage; an extreme that is so near the last one ends it
# A swing that the walk's end cuts off has no end to see: a whole one turns back by this
# share of its passage, so long before the walk is over. Own choices.
TURNS_BACK = 0.05
EDGE_S = 0.05

# Dead reckoning (strides.py).
REST_S = 0.1  # the foot lies still at least this long in a walking stance
REST_RADPS = 2.0  # slower rotation counts as rest; own choice from validation walks
REST_REACH = 0.6  # strides; the foot rests within this time after it has landed
SWING_SHARE = 0.2  # strides; so long before the next contact it is in the air for sure
LONGEST = 2.0  # strides; rests further apart have a missed contact between them
PLAUSIBLE_M = (0.1, 3.0)  # beyond, the reckoning has failed; own choice
MOST_MISSING_S = 0.05  # in one stride; what was bridged over is guessed
SENSOR_HEIGHT_M = 0.06  # of a sensor on a shoe above the ground it rolls on; own choice
AROUND = 7  # strides to each side that are asked about the gyroscope's drift
LEAST_AROUND = 3

# Stairs (stairs.py). Own choices: of 1,900 reckoned strides on the level, real and computed,
# forward and backward, none in a row of three rises so; a stair is 0.15 to 0.2 m high and a
# foot climbs one or two of them with a stride, half as far up as ahead and more.
STAIR_RISE_M = 0.12
STAIR_SLOPE = 0.3  # the steepest treadmill has 0.15 or, seldom, 0.25
STAIR_STRIDES = 3  # in a row; fewer may be one failed reckoning and its neighbour
# At the shank (shank_stairs.py). Own choices: sensors sit so far above the ankle, within the
# breadth of the method; a knee bends one way only, so a shank leans ahead by 12 deg on the
# mean of a stride on the level, by 22 to 25 on made-up stairs, and ahead may be either end of
# the axis; at these shares of the stance the ankle rests, forward and backward, or one of
# them shows that it does not.
SHANK_PIVOTS_M = (0.1, 0.22, 0.34)
SHANK_LEANS_RAD = (-0.31, 0.31)
STANCE_MOMENTS = (0.2, 0.3, 0.4, 0.5)
# Of 6,600 strides on the level (validation/contacts), forward, backward, in reverse, noisy,
# none in a row of three has 0.15 m and a slope of 0.2 at all moments; made-up treadmills at
# 15 % have 0.28, at 25 % 0.38. Stairs have 0.5 to 0.8. A walk lost is worse than a stair counted.
SHANK_RISE_M = 0.15
SHANK_SLOPE = 0.45

# A foot whose line of travel lies within 75 deg of its axis of rotation rolls or twists;
# then its line of travel says what its plane of swing is (measure_leg.py). Own choice.
CROOKED_COS = 0.25
# A contact this near to the walk's end has a stride that starts or stops, and its shape
# leans on what the filters made up beyond the end: it counts half. Own choices.
END_STRIDES = 0.75
END_SHARE = 0.5
# The stride about a contact (measured.py).
SHORTEST_STRIDE = 0.8  # of a leg's stride must lie within the walk to judge it by itself
ODD_STRIDE = 0.4  # of the typical stride time; a pace further off is a missed contact

# The foot's pitch as it lands (measures/pitch.py).
PITCH_REACH = 0.45  # strides; within this after the contact the foot lies flat
FLAT_S = 0.1  # it lies flat about the middle of its quietest stretch of this length
FLAT_RADPS = 1.5  # turning more than this it does not lie flat; own choice
PITCH_POINTS = 40
