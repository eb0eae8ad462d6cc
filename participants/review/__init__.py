"""From draft to public: what is proposed, the copy that is worked on, and who says yes."""
